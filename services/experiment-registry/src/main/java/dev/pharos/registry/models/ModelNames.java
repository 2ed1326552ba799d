package dev.pharos.registry.models;

import dev.pharos.contracts.Violation;
import java.util.Optional;
import java.util.regex.Pattern;

/** How models and aliases may be called. */
public final class ModelNames {
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_-]{1,255}");
  private static final Pattern VERSION_LIKE = Pattern.compile("[vV][0-9]+");

  private ModelNames() {}

  /** What is wrong with the name of a model. */
  public static Optional<Violation> violationOfModel(String field, String name) {
    return MODEL.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            new Violation(
                field,
                "'%s' is not a model's name; valid: at most 100 letters, digits, '.', '_' and '-', beginning with a letter or digit"
                    .formatted(name)));
  }

  /**
   * What is wrong with an alias. The rules are MLflow's: {@code latest} and {@code v1} would read
   * like versions.
   */
  public static Optional<Violation> violationOfAlias(String field, String alias) {
    if (!ALIAS.matcher(alias).matches()) {
      return Optional.of(
          new Violation(
              field,
              "'%s' is not an alias; valid: at most 255 letters, digits, '_' and '-'"
                  .formatted(alias)));
    }
    if (alias.equalsIgnoreCase("latest") || VERSION_LIKE.matcher(alias).matches()) {
      return Optional.of(
          new Violation(
              field,
              "'%s' reads like a version; valid: any other name, such as champion"
                  .formatted(alias)));
    }
    return Optional.empty();
  }
}
