package dev.pharos.registry.automation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.automation.Action.Incomparable;
import dev.pharos.contracts.automation.Action.Promote;
import dev.pharos.registry.automation.Outcome.State;
import dev.pharos.registry.models.ModelView;
import dev.pharos.registry.models.Models;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Points an alias to a version if that is better. */
final class Promoter {
  private final Models models;
  private final Examiner examiner;

  Promoter(Models models, Examiner examiner) {
    this.models = models;
    this.examiner = examiner;
  }

  /**
   * Promotes, or begins to measure what it must know for that.
   *
   * @param firing the id under which that is remembered
   * @param name the registered model
   * @param version the version, a whole number or a text that is one
   */
  Outcome promote(Handle handle, UUID firing, Promote wish, String name, JsonNode version) {
    try {
      int number = Integer.parseInt(version.asText());
      return promote(handle, firing, wish, name, number, Optional.empty());
    } catch (NumberFormatException e) {
      return Outcome.of(State.REFUSED, "'version' is %s, no whole number".formatted(version));
    }
  }

  /** Goes on when the version in office has been tested, or could not be. */
  Outcome goOn(Handle handle, UUID firing, Measurement measurement, Examiner.Result result) {
    if (result.error().isPresent()) {
      return Outcome.done(
          "%s@%s stays: version %d could not be measured: %s"
              .formatted(
                  measurement.model(),
                  measurement.wish().alias(),
                  measurement.champion(),
                  result.error().get()));
    }
    return promote(
        handle,
        firing,
        measurement.wish(),
        measurement.model(),
        measurement.version(),
        Optional.of(new Measured(measurement.champion(), result.value())));
  }

  /** What the version in office was found to have on its challenger's data. */
  private record Measured(int version, double value) {
    ModelView.Version on(ModelView.Version old, ModelView.Version candidate, String metric) {
      return old.version() == version
          ? new ModelView.Version(
              version,
              old.run(),
              old.createdAt(),
              old.digest(),
              old.size(),
              old.network(),
              candidate.dataset(),
              Map.of(metric, value))
          : old;
    }
  }

  private Outcome promote(
      Handle handle,
      UUID firing,
      Promote wish,
      String name,
      int number,
      Optional<Measured> measured) {
    var model = models.lock(handle, name);
    if (model.isEmpty()) {
      return Outcome.of(State.REFUSED, "model '%s' does not exist".formatted(name));
    }
    var candidate = version(model.get(), number);
    if (candidate.isEmpty()) {
      return Outcome.of(State.REFUSED, "model '%s' has no version %d".formatted(name, number));
    }
    var challenger = candidate.get();
    var champion =
        Optional.ofNullable(model.get().aliases().get(wish.alias()))
            .flatMap(version -> version(model.get(), version))
            .map(old -> measured.map(one -> one.on(old, challenger, wish.metric())).orElse(old));
    var decision = Promotion.decide(wish, challenger, champion);
    var alias = name + "@" + wish.alias();
    if (!decision.comparable() && wish.otherwise() == Incomparable.MEASURE) {
      return examiner.begin(handle, wish, name, challenger, champion.orElseThrow().version());
    }
    var why =
        measured.isPresent()
            ? decision.why() + ", measured on " + Promotion.name(challenger.dataset())
            : decision.why();
    if (!decision.promote()) {
      return Outcome.done("%s stays: %s".formatted(alias, why));
    }
    models.promote(handle, name, wish.alias(), number, firing.toString());
    return Outcome.done("%s is version %d now: %s".formatted(alias, number, why));
  }

  private static Optional<ModelView.Version> version(ModelView model, int number) {
    return model.versions().stream().filter(one -> one.version() == number).findFirst();
  }
}
