package dev.pharos.platform.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pharos.contracts.dataset.BadFile;
import java.time.Instant;
import java.util.List;

/**
 * A data set as the platform tells it.
 *
 * @param name its name
 * @param createdAt when its first version was made
 * @param versions newest first
 */
public record Dataset(String name, Instant createdAt, List<Version> versions) {

  /**
   * A data set in a list.
   *
   * @param latest number of its newest version
   */
  public record Summary(String name, Instant createdAt, Integer latest) {}

  /**
   * A version: images that never change.
   *
   * @param height stored image height in pixels
   * @param width stored image width in pixels
   * @param channels 1 or 3
   * @param counts images of each class by split
   * @param training images of the training split
   * @param validation images of the validation split
   * @param test images of the test split
   * @param badFiles files that could not be read
   * @param source where it came from
   */
  public record Version(
      int version,
      int height,
      int width,
      int channels,
      List<String> classes,
      List<Count> counts,
      int training,
      int validation,
      int test,
      List<BadFile> badFiles,
      String source,
      Instant createdAt) {

    public Version {
      classes = classes == null ? List.of() : classes;
      counts = counts == null ? List.of() : counts;
      badFiles = badFiles == null ? List.of() : badFiles;
    }
  }

  /** Images of one class. */
  public record Count(@JsonProperty("class") String name, int training, int validation, int test) {}

  /**
   * One stored image.
   *
   * @param index its number within the version
   * @param name its class
   * @param source the file it was read from, within the folder or archive
   * @param url path of the image as PNG
   */
  public record Sample(int index, @JsonProperty("class") String name, String source, String url) {}
}
