package dev.pharos.networks.zoo;

import dev.pharos.networks.Activation;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.Window;

/**
 * What AlexNet and its kin have in common.
 *
 * @param activation follows each layer
 * @param pool follows conv5
 * @param begin how parameters begin
 * @param towers groups of conv4 and conv5
 * @param dropout rate after the first two dense layers; 0 for none
 */
record AlexNetLayers(
    Activation activation, LayerSpec pool, Weights begin, int towers, double dropout) {

  /** Adds conv3 to pool5: 384, 384 and 256 maps by 3x3 windows that keep their size. */
  LayerChain convolutions(LayerChain chain) {
    var weights = begin.weights();
    return chain
        .then("conv3", new Convolution(384, Window.of(3, 1, 1), weights, begin.zero()))
        .then("relu3", activation)
        .then("conv4", new Convolution(384, Window.of(3, 1, 1), towers, weights, begin.one()))
        .then("relu4", activation)
        .then("conv5", new Convolution(256, Window.of(3, 1, 1), towers, weights, begin.one()))
        .then("relu5", activation)
        .then("pool5", pool);
  }

  /** Adds the three dense layers, fc6 to fc8: 4096, 4096 and one for each class. */
  LayerChain dense(LayerChain chain, int classes) {
    return chain
        .then("fc6", new Dense(4096, begin.dense(), begin.one()))
        .then("relu6", activation)
        .thenIf(dropout > 0, "drop6", new Dropout(dropout))
        .then("fc7", new Dense(4096, begin.dense(), begin.one()))
        .then("relu7", activation)
        .thenIf(dropout > 0, "drop7", new Dropout(dropout))
        .then("fc8", new Dense(classes, begin.dense(), begin.zero()));
  }
}
