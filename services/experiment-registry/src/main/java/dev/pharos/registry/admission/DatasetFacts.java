package dev.pharos.registry.admission;

import java.util.List;

/**
 * What a job must know of a data set's version.
 *
 * @param name the data set
 * @param version its version
 * @param classes class names, in label order
 * @param training images of the training split
 * @param validation images of the validation split
 */
public record DatasetFacts(
    String name, int version, List<String> classes, int training, int validation) {
  public DatasetFacts {
    classes = List.copyOf(classes);
  }
}
