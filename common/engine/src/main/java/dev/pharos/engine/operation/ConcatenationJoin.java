package dev.pharos.engine.operation;

import dev.pharos.engine.tensor.Tensors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The maps of all inputs behind each other. */
final class ConcatenationJoin implements Join {

  @Override
  public INDArray forward(INDArray[] inputs, Scratch scratch) {
    var first = inputs[0];
    var output =
        scratch.output(
            first.size(0), mapsBefore(inputs, inputs.length), first.size(2), first.size(3));
    for (int i = 0; i < inputs.length; i++) {
      Tensors.copyMaps(inputs[i], 0, output, mapsBefore(inputs, i), inputs[i].size(1));
    }
    return output;
  }

  @Override
  public INDArray backward(INDArray[] inputs, int which, INDArray gradient, Scratch scratch) {
    var part = scratch.inputGradient(inputs[which].shape());
    Tensors.copyMaps(gradient, mapsBefore(inputs, which), part, 0, part.size(1));
    return part;
  }

  private static long mapsBefore(INDArray[] inputs, int end) {
    long maps = 0;
    for (int i = 0; i < end; i++) {
      maps += inputs[i].size(1);
    }
    return maps;
  }
}
