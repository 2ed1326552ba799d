package dev.pharos.registry.automation;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.automation.Action.Promote;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.registry.inspections.InspectionStore;
import dev.pharos.registry.inspections.InspectionView;
import dev.pharos.registry.inspections.Inspections;
import dev.pharos.registry.models.ModelView;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Has workers test a version on the test images that another was measured on. */
final class Examiner {
  private static final String REPORT = "evaluation.json";

  /** The fields of an evaluation's report that metrics are found in. */
  private static final Map<String, String> FIELDS =
      Map.of("test/top1-error", "top1Error", "test/top5-error", "top5Error");

  private final Inspections inspections;
  private final ArtifactStore artifacts;

  Examiner(Inspections inspections, ArtifactStore artifacts) {
    this.inspections = inspections;
    this.artifacts = artifacts;
  }

  /**
   * What came of a test.
   *
   * @param value the metric; NaN where there is an error
   * @param error why it is not known
   */
  record Result(double value, Optional<String> error) {
    static Result failed(String error) {
      return new Result(Double.NaN, Optional.of(error));
    }
  }

  /** Asks for a test, of which {@link #result} tells later. */
  Outcome begin(
      Handle handle, Promote wish, String model, ModelView.Version challenger, int champion) {
    var stays = "%s@%s stays: ".formatted(model, wish.alias());
    if (!FIELDS.containsKey(wish.metric())) {
      return Outcome.done(
          stays + "'%s' cannot be measured; valid: %s".formatted(wish.metric(), FIELDS.keySet()));
    }
    var dataset = Promotion.name(challenger.dataset());
    var wanted = InspectionSpec.testOf(model, champion, challenger.dataset());
    var answer = inspections.request(handle, wanted, "automations");
    if (answer instanceof Inspections.Answer.Accepted accepted) {
      return Outcome.measuring(
          "version %d is being measured on %s".formatted(champion, dataset),
          new Measurement(accepted.inspection(), model, challenger.version(), champion, wish));
    }
    var reasons =
        ((Inspections.Answer.Refused) answer)
            .violations().stream().map(Object::toString).collect(Collectors.joining("; "));
    return Outcome.done(
        stays + "version %d cannot be measured on %s: %s".formatted(champion, dataset, reasons));
  }

  /** What came of the test of a measurement; empty while it is under way. */
  Optional<Result> result(Handle handle, Measurement measurement) {
    var inspection = InspectionStore.find(handle, measurement.inspection());
    if (inspection.isEmpty()) {
      return Optional.of(Result.failed("it was forgotten"));
    }
    return switch (inspection.get().state()) {
      case "SUCCEEDED" -> Optional.of(read(inspection.get(), measurement.wish().metric()));
      case "FAILED" -> Optional.of(Result.failed(inspection.get().reason()));
      default -> Optional.empty();
    };
  }

  private Result read(InspectionView inspection, String metric) {
    var report = inspection.results().stream().filter(one -> one.name().equals(REPORT)).findFirst();
    if (report.isEmpty()) {
      return Result.failed("there is no report");
    }
    try (var in = artifacts.open(report.get().artifact())) {
      var value = Json.mapper().readTree(in).path(FIELDS.get(metric));
      return value.isNumber()
          ? new Result(value.asDouble(), Optional.empty())
          : Result.failed("its report has no " + metric);
    } catch (IOException e) {
      return Result.failed("its report cannot be read: " + e.getMessage());
    }
  }
}
