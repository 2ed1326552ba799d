package dev.pharos.serving.catalog;

/**
 * Which version of a model a request means.
 *
 * @param model the model's name
 * @param alias an alias, or null
 * @param version a version, or null; with neither, {@code champion} if there is one, else the
 *     newest
 */
public record ModelSelector(String model, String alias, Integer version) {

  /**
   * @throws IllegalArgumentException when both an alias and a version are given
   */
  public ModelSelector {
    if (alias != null && version != null) {
      throw new IllegalArgumentException(
          "alias '%s' and version %d are both given; give one of them".formatted(alias, version));
    }
  }

  /** The version that is served when a request names none. */
  public static ModelSelector standard(String model) {
    return new ModelSelector(model, null, null);
  }

  /** An alias of a model. */
  public static ModelSelector alias(String model, String alias) {
    return new ModelSelector(model, alias, null);
  }

  /** A version of a model. */
  public static ModelSelector version(String model, int version) {
    return new ModelSelector(model, null, version);
  }

  /**
   * A version as the Open Inference Protocol writes it into its path: a number, or an alias.
   *
   * @param version the path segment; null for none
   */
  public static ModelSelector ofPath(String model, String version) {
    if (version == null) {
      return standard(model);
    }
    return version.matches("[1-9][0-9]{0,8}")
        ? version(model, Integer.parseInt(version))
        : alias(model, version);
  }
}
