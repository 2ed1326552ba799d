package dev.pharos.engine.operation;

import dev.pharos.networks.Activation;
import dev.pharos.networks.AveragePool;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.GlobalAveragePool;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.Shape;
import dev.pharos.networks.SparseConvolution;
import dev.pharos.networks.Subsampling;

/** Makes the operation that does what the description of a layer with one input says. */
public final class Operations {
  private Operations() {}

  /**
   * Makes an operation for one layer of one network.
   *
   * @param layer what it is to do
   * @param input shape of its input
   * @param number the layer's place in the network, from which its randomness derives
   * @param random randomness of the network's steps
   */
  public static Operation of(LayerSpec layer, Shape input, int number, StepRandom random) {
    if (layer instanceof Convolution convolution) {
      return convolution.groups() == 1
          ? new ConvolutionOperation(convolution.window())
          : new GroupedConvolutionOperation(convolution.window(), convolution.groups());
    } else if (layer instanceof SparseConvolution sparse) {
      return new SparseConvolutionOperation(
          sparse.connections(), sparse.window(), input.channels());
    } else if (layer instanceof Subsampling subsampling) {
      return new SubsamplingOperation(subsampling.window());
    } else if (layer instanceof MaxPool pool) {
      return PoolingOperation.max(pool.window(), input);
    } else if (layer instanceof AveragePool pool) {
      return PoolingOperation.mean(pool.window(), input);
    } else if (layer instanceof GlobalAveragePool) {
      return new GlobalMeanOperation();
    } else if (layer instanceof LocalResponseNormalization normalization) {
      return new NormalizationOperation(normalization);
    } else if (layer instanceof BatchNormalization normalization) {
      return new BatchNormalizationOperation(normalization);
    } else if (layer instanceof Dense) {
      return new DenseOperation();
    } else if (layer instanceof Activation activation) {
      return new ActivationOperation(activation.function());
    } else if (layer instanceof Dropout dropout) {
      return new DropoutOperation(new DropoutMask(dropout.rate(), random, number));
    }
    throw new IllegalArgumentException("no operation for " + layer);
  }
}
