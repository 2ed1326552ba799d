package dev.pharos.engine.operation;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * y = x * W' + b with W as [outputs, inputs]. Everything is written as a product of transposed
 * views, because ND4J's matrix product wants its result in column-major order and the graph's
 * tensors are row-major.
 */
final class DenseOperation implements Operation {
  private INDArray weights;
  private INDArray biases;
  private INDArray weightGradients;
  private INDArray biasGradients;

  @Override
  public void bindParameters(List<INDArray> parameters) {
    weights = parameters.get(0);
    biases = parameters.size() > 1 ? parameters.get(1) : null;
  }

  @Override
  public void bindGradients(List<INDArray> gradients) {
    weightGradients = gradients.get(0);
    biasGradients = gradients.size() > 1 ? gradients.get(1) : null;
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var output = scratch.output(input.size(0), weights.size(0), 1, 1);
    var flatOutput = flat(output);
    weights.mmuli(flat(input).transpose(), flatOutput.transpose());
    if (biases != null) {
      flatOutput.addiRowVector(biases);
    }
    return output;
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    var flatGradient = flat(gradient);
    flat(input).transpose().mmuli(flatGradient, weightGradients.transpose());
    if (biases != null) {
      flatGradient.sum(biasGradients, 0);
    }
    if (!wanted) {
      return null;
    }
    var inputGradient = scratch.inputGradient(input.shape());
    weights.transpose().mmuli(flatGradient.transpose(), flat(inputGradient).transpose());
    return inputGradient;
  }

  private static INDArray flat(INDArray tensor) {
    return tensor.reshape('c', tensor.size(0), tensor.length() / tensor.size(0));
  }
}
