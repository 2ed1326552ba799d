package dev.pharos.engine.onednn;

import dev.pharos.engine.operation.DropoutMask;
import java.util.Collections;
import java.util.List;

/** Inverted dropout, with the same mask as the ordinary layer's. */
final class DropoutStage implements Stage {
  private final DropoutMask source;
  private final boolean frozen;
  private Tensor mask;

  DropoutStage(DropoutMask source, boolean frozen) {
    this.source = source;
    this.frozen = frozen;
  }

  @Override
  public Tensor forward(Program program, List<Tensor> inputs) {
    var input = inputs.get(0);
    if (!program.training() || frozen) {
      return input;
    }
    var drawn = program.tensor(input.layout().plain());
    program.add(new Draw(drawn));
    mask = program.as(drawn, input.layout());
    var output = program.tensor(input.layout());
    Binary.multiply(program, input, mask, output);
    return output;
  }

  @Override
  public List<Tensor> backward(Program program, Tensor gradient) {
    if (mask == null) {
      return Collections.singletonList(gradient);
    }
    var from = program.as(gradient, mask.layout());
    var to = from.isShared() ? program.tensor(mask.layout()) : from;
    Binary.multiply(program, from, mask, to);
    return Collections.singletonList(to);
  }

  /** Draws the mask of a step. */
  private final class Draw implements Action {
    private final Tensor to;

    Draw(Tensor to) {
      this.to = to;
    }

    @Override
    public void run() {
      source.draw(to.array());
    }

    @Override
    public List<Tensor> tensors() {
      return List.of(to);
    }

    @Override
    public String name() {
      return "dropout mask";
    }
  }
}
