package dev.pharos.engine.operation;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Inverted dropout. */
final class DropoutOperation implements Operation {
  private final DropoutMask source;
  private INDArray mask;

  DropoutOperation(DropoutMask source) {
    this.source = source;
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var output = scratch.output(input.shape());
    if (!training) {
      return output.assign(input);
    }
    mask = scratch.output(input.shape());
    source.draw(mask);
    input.muli(mask, output);
    return output;
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    if (!wanted) {
      return null;
    }
    var inputGradient = scratch.inputGradient(input.shape());
    gradient.muli(mask, inputGradient);
    mask = null;
    return inputGradient;
  }
}
