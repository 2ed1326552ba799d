package dev.pharos.networks;

import java.util.List;

/** The mean of each whole feature map, a vector (Lin et al. 2013, section 3.2). */
public record GlobalAveragePool() implements LayerSpec {

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    return Shape.vector(Inputs.only(layer, inputs).channels());
  }
}
