package dev.pharos.registry.inspections;

import dev.pharos.contracts.Json;
import dev.pharos.contracts.Violation;
import dev.pharos.contracts.inspection.InspectionKind;
import dev.pharos.contracts.inspection.InspectionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a request must be, whatever exists. */
final class InspectionRules {
  private static final List<String> SUBJECT =
      List.of("kind", "run", "model", "version", "alias", "dataset");
  private static final Map<InspectionKind, List<String>> FIELDS =
      Map.of(
          InspectionKind.FILTERS, List.of("layer"),
          InspectionKind.DECONVOLUTION, List.of("split", "layer", "maps", "count", "images"),
          InspectionKind.OCCLUSION, List.of("image", "label", "square", "stride"),
          InspectionKind.EVOLUTION, List.of("split", "layer", "maps", "count", "images"),
          InspectionKind.DENSE, List.of("image", "label", "scale"),
          InspectionKind.EVALUATION, List.of("split", "count", "crops"));

  private InspectionRules() {}

  /** Everything that is wrong with a request that its schema allows. */
  static List<Violation> violations(InspectionSpec spec) {
    var violations = new ArrayList<Violation>();
    if ((spec.run() == null) == (spec.model() == null)) {
      violations.add(new Violation("", "either a run or a model must be named"));
    }
    if (spec.model() == null && (spec.version() != null || spec.alias() != null)) {
      violations.add(new Violation("model", "is missing; a version or alias is one of a model"));
    }
    if (spec.kind() == InspectionKind.EVOLUTION && spec.run() == null) {
      violations.add(
          new Violation("run", "is missing; features evolve over the checkpoints of a run"));
    }
    var allowed = FIELDS.get(spec.kind());
    Json.mapper()
        .valueToTree(spec)
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!SUBJECT.contains(field) && !allowed.contains(field)) {
                violations.add(
                    new Violation(
                        field,
                        "%s has no use for it; valid: %s"
                            .formatted(
                                spec.kind().label(), String.join(", ", new TreeSet<>(allowed)))));
              }
            });
    return violations;
  }
}
