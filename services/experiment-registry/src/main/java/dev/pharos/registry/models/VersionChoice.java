package dev.pharos.registry.models;

import dev.pharos.contracts.Violation;
import dev.pharos.contracts.model.ModelAlias;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The version of a model that somebody means: by its number or an alias; with neither it is {@code
 * champion} if there is one and else the newest.
 */
public final class VersionChoice {
  private static final int MOST_LISTED = 20;

  private final Handle handle;
  private final String model;

  /** Reads the versions of a model. */
  public VersionChoice(Handle handle, String model) {
    this.handle = handle;
    this.model = model;
  }

  /** The version that is meant, or what is wrong with the field model, version or alias. */
  public record Chosen(Optional<Integer> version, Optional<Violation> violation) {
    static Chosen of(int version) {
      return new Chosen(Optional.of(version), Optional.empty());
    }

    static Chosen wrong(String field, String message) {
      return new Chosen(Optional.empty(), Optional.of(new Violation(field, message)));
    }
  }

  /**
   * Finds it.
   *
   * @param version its number; may be null
   * @param alias may be null; a number goes before
   */
  public Chosen find(Integer version, String alias) {
    var versions = versions();
    if (versions.isEmpty()) {
      return noModel();
    }
    if (version != null) {
      return versions.contains(version)
          ? Chosen.of(version)
          : Chosen.wrong(
              "version",
              "model '%s' has no version %d; valid: %s"
                  .formatted(model, version, listed(versions)));
    }
    if (alias != null) {
      return version(alias).map(Chosen::of).orElseGet(() -> noAlias(alias));
    }
    return Chosen.of(version(ModelAlias.CHAMPION).orElse(versions.get(0)));
  }

  private Chosen noModel() {
    var models =
        handle
            .createQuery("select distinct model from model_versions order by 1")
            .mapTo(String.class)
            .list();
    return Chosen.wrong(
        "model",
        models.isEmpty()
            ? "model '%s' does not exist; no model has been registered yet".formatted(model)
            : "model '%s' does not exist; valid: %s".formatted(model, listed(models)));
  }

  private Chosen noAlias(String alias) {
    var aliases =
        handle
            .createQuery("select alias from model_aliases where model = ? order by alias")
            .bind(0, model)
            .mapTo(String.class)
            .list();
    return Chosen.wrong(
        "alias",
        aliases.isEmpty()
            ? "model '%s' has no aliases; name a version".formatted(model)
            : "model '%s' has no alias '%s'; valid: %s".formatted(model, alias, listed(aliases)));
  }

  /** Newest first. */
  private List<Integer> versions() {
    return handle
        .createQuery("select version from model_versions where model = ? order by version desc")
        .bind(0, model)
        .mapTo(Integer.class)
        .list();
  }

  private Optional<Integer> version(String alias) {
    return handle
        .createQuery("select version from model_aliases where model = ? and alias = ?")
        .bind(0, model)
        .bind(1, alias)
        .mapTo(Integer.class)
        .findOne();
  }

  private static String listed(List<?> values) {
    return values.stream()
        .limit(MOST_LISTED)
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
