package dev.pharos.serving.model;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.prepare.Preprocessing;
import java.util.List;

/**
 * What a network takes and gives.
 *
 * @param network the network's name, such as {@code lenet5}
 * @param preprocessing how an image becomes its input, as in training
 * @param classes class names, in label order
 */
public record Signature(String network, Preprocessing preprocessing, List<String> classes) {
  public Signature {
    classes = List.copyOf(classes);
  }

  /** The shape of one image. */
  public ImageShape input() {
    return preprocessing.input();
  }

  /**
   * Brings pixel values from the scale of people (0 black, 1 white) to that of training, in place.
   *
   * @param values images one after another, each in the order channel, row, column
   */
  public void normalise(float[] values) {
    preprocessing.normalise(values);
  }
}
