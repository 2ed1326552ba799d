package dev.pharos.engine.operation;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.BernoulliDistribution;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What inverted dropout multiplies values by: 0, or what makes up for those that are 0. Which are
 * is a function of the run's seed, the step and the layer.
 *
 * @param rate the share that is dropped
 * @param random of the network's steps
 * @param layer the layer's place in the network
 */
public record DropoutMask(double rate, StepRandom random, int layer) {

  /** Overwrites a row-major tensor with the mask of the current step. */
  public void draw(INDArray mask) {
    Nd4j.getExecutioner().exec(new BernoulliDistribution(mask, 1 - rate), random.generator(layer));
    mask.divi(1 - rate);
  }
}
