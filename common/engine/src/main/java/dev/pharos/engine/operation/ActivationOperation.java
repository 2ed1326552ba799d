package dev.pharos.engine.operation;

import dev.pharos.networks.ActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An activation function that follows no layer it could be part of: it copies its input. */
final class ActivationOperation implements Operation {
  private final Squash squash;

  ActivationOperation(ActivationFunction function) {
    this.squash = Squash.of(function);
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var output = scratch.output(input.shape()).assign(input);
    squash.apply(output);
    return output;
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    if (!wanted) {
      return null;
    }
    squash.multiplyByDerivative(output, gradient, scratch);
    return scratch.inputGradient(input.shape()).assign(gradient);
  }
}
