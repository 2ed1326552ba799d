package dev.pharos.serving.model;

/**
 * A version of a model.
 *
 * @param model the model's name
 * @param version its number
 */
public record VersionKey(String model, int version) {
  @Override
  public String toString() {
    return model + " version " + version;
  }
}
