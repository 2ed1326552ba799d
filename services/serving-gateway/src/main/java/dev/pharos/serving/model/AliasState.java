package dev.pharos.serving.model;

/**
 * Where an alias stands.
 *
 * @param model the model's name
 * @param alias the alias
 * @param target the version that it points to
 * @param serving the version that answers; null while there is none
 * @param failure why the target cannot be loaded; null while nothing is wrong
 */
public record AliasState(String model, String alias, int target, Integer serving, String failure) {

  /** Whether the version that it points to answers. */
  public boolean arrived() {
    return serving != null && serving == target;
  }
}
