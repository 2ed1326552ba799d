package dev.pharos.platform.client;

import java.util.List;

/**
 * The serving gateway's answer.
 *
 * @param model the model that answered
 * @param version its version
 * @param predictions one entry for each image sent
 */
public record Classified(String model, int version, List<Image> predictions) {

  /**
   * What is on an image.
   *
   * @param file its name, as sent
   * @param predictions the likeliest first
   */
  public record Image(String file, List<Prediction> predictions) {}

  /**
   * A class and how likely it is.
   *
   * @param probability from 0 to 1
   */
  public record Prediction(String label, double probability) {}
}
