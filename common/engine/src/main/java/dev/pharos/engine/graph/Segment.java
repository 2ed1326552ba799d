package dev.pharos.engine.graph;

import dev.pharos.networks.ParameterTensor;

/**
 * Where one tensor of parameters lies in the flat tensor of the whole network.
 *
 * @param layer the layer's name
 * @param tensor its description
 * @param offset index of its first value
 */
public record Segment(String layer, ParameterTensor tensor, long offset) {

  /** The number of values. */
  public long length() {
    return tensor.elements();
  }
}
