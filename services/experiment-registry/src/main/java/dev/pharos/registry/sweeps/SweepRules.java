package dev.pharos.registry.sweeps;

import dev.pharos.contracts.Violation;
import dev.pharos.contracts.job.SweepMethod;
import dev.pharos.contracts.job.SweepParameter;
import dev.pharos.contracts.job.SweepScale;
import dev.pharos.contracts.job.SweepSpec;
import dev.pharos.contracts.job.SweepTime;
import dev.pharos.registry.search.Proposals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a sweep must fulfil by itself, before its trials' jobs are looked at. */
final class SweepRules {
  private static final int MOST_TRIALS = 1_000;
  private static final String PLACES =
      "network, dataset, training or startFrom, such as training.learningRate";

  private SweepRules() {}

  /**
   * Everything that is wrong; empty if its trials can be drawn. Fields are relative to the sweep.
   */
  static List<Violation> violations(SweepSpec spec) {
    var violations = new ArrayList<Violation>();
    spec.parameters()
        .forEach(
            (name, parameter) -> {
              var field = "parameters." + name;
              place(violations, field, name);
              if (parameter.values() == null) {
                range(violations, field, parameter);
              }
            });
    if (spec.name() != null && spec.name().isBlank()) {
      violations.add(new Violation("name", "must not be blank"));
    }
    if (spec.job().has("register")) {
      violations.add(
          new Violation(
              "job.register",
              "every trial would be registered; the sweep's own 'register' takes the best"));
    }
    if (spec.method() == SweepMethod.GRID) {
      if (violations.isEmpty()) {
        grid(violations, spec);
      }
    } else if (spec.method() == SweepMethod.ASHA) {
      halving(violations, spec);
    }
    if (spec.method() != SweepMethod.ASHA && spec.halving() != null) {
      violations.add(new Violation("halving", "is for the method asha alone"));
    }
    return violations;
  }

  private static void place(List<Violation> violations, String field, String name) {
    if (!name.matches("(network|dataset|training|startFrom)(\\.[A-Za-z][A-Za-z0-9_-]*){1,4}")) {
      violations.add(new Violation(field, "'%s' is no place in %s".formatted(name, PLACES)));
    }
  }

  private static void range(List<Violation> violations, String field, SweepParameter range) {
    if (range.from() >= range.to()) {
      violations.add(
          new Violation(field, "from %s must be below to %s".formatted(range.from(), range.to())));
    }
    boolean isLog = range.scale() == SweepScale.LOG;
    if (isLog && range.from() <= 0) {
      violations.add(
          new Violation(
              field + ".from", "%s must be above 0 for the scale log".formatted(range.from())));
    }
    if (range.step() != null && (isLog || range.count() != null)) {
      violations.add(
          new Violation(field + ".step", "is for linear ranges without 'count'; valid: count"));
    }
    if (range.whole() && (isFraction(range.from()) || isFraction(range.to()))) {
      violations.add(new Violation(field, "the ends of whole numbers must be whole"));
    }
    if (range.whole() && range.step() != null && isFraction(range.step())) {
      violations.add(new Violation(field + ".step", "steps of whole numbers must be whole"));
    }
  }

  private static boolean isFraction(double number) {
    return number != Math.rint(number);
  }

  private static void grid(List<Violation> violations, SweepSpec spec) {
    var size = Proposals.size(spec.parameters());
    if (size.isEmpty()) {
      spec.parameters().entrySet().stream()
          .filter(entry -> Proposals.size(Map.of("", entry.getValue())).isEmpty())
          .forEach(
              entry ->
                  violations.add(
                      new Violation(
                          "parameters." + entry.getKey(),
                          "a grid needs 'values', a 'count' or a 'step' that divides the range"
                              + " into at most 1,000")));
      return;
    }
    int most = spec.maxTrials() == null ? MOST_TRIALS : spec.maxTrials();
    if (size.getAsLong() > most) {
      violations.add(
          new Violation(
              "parameters",
              "the grid has %,d combinations, more than %s %,d"
                  .formatted(
                      size.getAsLong(),
                      spec.maxTrials() == null ? "the possible" : "maxTrials",
                      most)));
    }
  }

  private static void halving(List<Violation> violations, SweepSpec spec) {
    if (spec.halving().timeMetric() == SweepTime.STEP) {
      if (spec.halving().maxTime() == null) {
        violations.add(
            new Violation("halving.maxTime", "is missing: how many steps a trial takes"));
      }
    } else if (spec.parameters().containsKey("training.epochs")) {
      violations.add(
          new Violation(
              "parameters.training.epochs",
              "is the same for all trials: halving.maxTime, whose rungs end trials earlier"));
    }
  }

  /** The field of a sweep that a field of a trial's job comes from. */
  static Violation origin(SweepSpec spec, Violation violation) {
    var field = violation.field();
    return spec.parameters().keySet().stream()
        .filter(name -> field.equals(name) || field.startsWith(name + "."))
        .findFirst()
        .map(name -> new Violation("parameters." + name, violation.message()))
        .orElseGet(() -> violation.within("job"));
  }
}
