package dev.pharos.engine.operation;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean of each whole map. */
final class GlobalMeanOperation implements Operation {

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var output = scratch.output(input.size(0), input.size(1), 1, 1);
    output.assign(input.mean(true, 2, 3));
    return output;
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    if (!wanted) {
      return null;
    }
    var shares =
        gradient.divi(input.size(2) * input.size(3)).reshape(input.size(0), input.size(1), 1, 1);
    var inputGradient = scratch.inputGradient(input.shape());
    return inputGradient.assign(shares.broadcast(input.shape()));
  }
}
