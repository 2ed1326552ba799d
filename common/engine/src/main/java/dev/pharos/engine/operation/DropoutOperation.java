package dev.pharos.engine.operation;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.BernoulliDistribution;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inverted dropout. Which values are dropped is a function of the run's seed, the step and the
 * layer.
 */
final class DropoutOperation implements Operation {
  private final double rate;
  private final StepRandom random;
  private final int layer;
  private INDArray mask;

  DropoutOperation(double rate, StepRandom random, int layer) {
    this.rate = rate;
    this.random = random;
    this.layer = layer;
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var output = scratch.output(input.shape());
    if (!training) {
      return output.assign(input);
    }
    mask = scratch.output(input.shape());
    Nd4j.getExecutioner().exec(new BernoulliDistribution(mask, 1 - rate), random.generator(layer));
    mask.divi(1 - rate);
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
