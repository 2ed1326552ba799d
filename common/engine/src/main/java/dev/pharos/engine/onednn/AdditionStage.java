package dev.pharos.engine.onednn;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The sum of all inputs, with a rectifier after it where one follows. */
final class AdditionStage implements Stage {
  private final Optional<Rectifier> rectifier;
  private int inputs;
  private Tensor output;

  AdditionStage(Optional<Rectifier> rectifier) {
    this.rectifier = rectifier;
  }

  @Override
  public Tensor forward(Program program, List<Tensor> given) {
    inputs = given.size();
    var sum = given.get(0);
    output = program.tensor(sum.layout());
    for (int i = 1; i < inputs; i++) {
      var next = program.as(given.get(i), output.layout());
      Binary.add(program, sum, next, output, i == inputs - 1 ? rectifier : Optional.empty());
      sum = output;
    }
    return output;
  }

  @Override
  public List<Tensor> backward(Program program, Tensor gradient) {
    var before = rectifier.map(one -> one.backward(program, output, gradient)).orElse(gradient);
    var shared = program.shared(before);
    return Collections.nCopies(inputs, shared);
  }
}
