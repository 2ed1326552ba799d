package dev.pharos.engine.operation;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The sum of all inputs. */
final class AdditionJoin implements Join {

  @Override
  public INDArray forward(INDArray[] inputs, Scratch scratch) {
    var output = scratch.output(inputs[0].shape());
    inputs[0].addi(inputs[1], output);
    for (int i = 2; i < inputs.length; i++) {
      output.addi(inputs[i]);
    }
    return output;
  }

  @Override
  public INDArray backward(INDArray[] inputs, int which, INDArray gradient, Scratch scratch) {
    return scratch.inputGradient(gradient.shape()).assign(gradient);
  }
}
