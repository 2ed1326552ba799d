package dev.pharos.engine;

import dev.pharos.networks.Shape;

/**
 * What a layer gave for some images.
 *
 * @param shape of the output for one image
 * @param values image by image, map by map, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // made once and handed over
public record LayerOutput(Shape shape, float[] values) {

  /** The number of images. */
  public int images() {
    return Math.toIntExact(values.length / shape.elements());
  }

  /** The value at a place. */
  public float at(int image, int map, int row, int column) {
    return values[
        ((image * shape.channels() + map) * shape.height() + row) * shape.width() + column];
  }
}
