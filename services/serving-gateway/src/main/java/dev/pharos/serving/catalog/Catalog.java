package dev.pharos.serving.catalog;

import dev.pharos.contracts.model.ModelAlias;
import dev.pharos.contracts.model.ModelChanged;
import dev.pharos.contracts.model.ModelVersion;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every registered model with its versions and aliases at one moment. Immutable. */
public final class Catalog {
  private static final Catalog EMPTY = new Catalog(Map.of());
  private static final int MOST_LISTED = 20;

  private final Map<String, ModelChanged> models;

  private Catalog(Map<String, ModelChanged> models) {
    this.models = Map.copyOf(models);
  }

  /** No models. */
  public static Catalog empty() {
    return EMPTY;
  }

  /**
   * This catalogue with a model's new state; a state older than the one that is known is ignored.
   */
  public Catalog with(ModelChanged change) {
    var known = models.get(change.model());
    if (known != null && known.revision() >= change.revision()) {
      return this;
    }
    var changed = new HashMap<>(models);
    changed.put(change.model(), change);
    return new Catalog(changed);
  }

  /** Every model, by name. */
  public Collection<ModelChanged> models() {
    return models.values().stream().sorted(Comparator.comparing(ModelChanged::model)).toList();
  }

  /**
   * A model.
   *
   * @throws UnknownModelException listing the models there are
   */
  public ModelChanged model(String name) {
    var model = models.get(name);
    if (model == null) {
      throw new UnknownModelException(
          "there is no model '%s'; there are %s".formatted(name, listed(models.keySet())));
    }
    return model;
  }

  /** A version of a model, if it exists. */
  public Optional<ModelVersion> version(String name, int version) {
    return Optional.ofNullable(models.get(name)).flatMap(model -> find(model, version));
  }

  /**
   * The version that a request means.
   *
   * @throws UnknownModelException when there is none, listing what there is
   */
  public Choice resolve(ModelSelector selector) {
    var model = model(selector.model());
    if (selector.version() != null) {
      return new Choice(model.model(), Optional.empty(), required(model, selector.version()));
    }
    var alias = selector.alias() == null ? ModelAlias.CHAMPION : selector.alias();
    var version = model.aliases().get(alias);
    if (version != null) {
      return new Choice(model.model(), Optional.of(alias), required(model, version));
    }
    if (selector.alias() != null) {
      throw new UnknownModelException(
          "model '%s' has no alias '%s'; %s"
              .formatted(
                  model.model(),
                  alias,
                  model.aliases().isEmpty()
                      ? "it has none"
                      : "its aliases are " + listed(model.aliases().keySet())));
    }
    return new Choice(model.model(), Optional.empty(), newest(model));
  }

  private static ModelVersion newest(ModelChanged model) {
    return model.versions().stream()
        .max(Comparator.comparingInt(ModelVersion::version))
        .orElseThrow(
            () ->
                new UnknownModelException(
                    "model '%s' has no version yet".formatted(model.model())));
  }

  private static ModelVersion required(ModelChanged model, int version) {
    return find(model, version)
        .orElseThrow(
            () ->
                new UnknownModelException(
                    "model '%s' has no version %d; its versions are %s"
                        .formatted(
                            model.model(),
                            version,
                            listed(
                                model.versions().stream().map(ModelVersion::version).toList()))));
  }

  private static Optional<ModelVersion> find(ModelChanged model, int version) {
    return model.versions().stream().filter(known -> known.version() == version).findFirst();
  }

  private static String listed(Collection<?> known) {
    var listed =
        known.stream()
            .sorted()
            .limit(MOST_LISTED)
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    if (known.isEmpty()) {
      return "none";
    }
    return known.size() > MOST_LISTED
        ? "%s and %d more".formatted(listed, known.size() - MOST_LISTED)
        : listed;
  }
}
