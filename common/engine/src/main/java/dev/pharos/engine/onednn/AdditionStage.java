package dev.pharos.engine.onednn;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The sum of all inputs, with a function after it where one follows. */
final class AdditionStage implements Stage {
  private final Optional<FusedFunction> function;
  private int inputs;
  private Tensor output;

  AdditionStage(Optional<FusedFunction> function) {
    this.function = function;
  }

  @Override
  public Tensor forward(Program program, List<Tensor> given) {
    inputs = given.size();
    var sum = given.get(0);
    output = program.tensor(sum.layout());
    for (int i = 1; i < inputs; i++) {
      var next = program.as(given.get(i), output.layout());
      Binary.add(program, sum, next, output, i == inputs - 1 ? function : Optional.empty());
      sum = output;
    }
    return output;
  }

  @Override
  public List<Tensor> backward(Program program, Tensor gradient) {
    var before = function.map(one -> one.backward(program, output, gradient)).orElse(gradient);
    var shared = program.shared(before);
    return Collections.nCopies(inputs, shared);
  }
}
