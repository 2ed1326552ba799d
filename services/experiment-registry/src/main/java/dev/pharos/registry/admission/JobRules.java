package dev.pharos.registry.admission;

import dev.pharos.contracts.Violation;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.NetworkChoice;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.zoo.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a job must fulfil beyond its schema: the network exists, its settings are its own, the data
 * set exists and the network can tell its classes apart, what it starts from fits, and a worker can
 * hold it.
 *
 * <p>Images need not have the size of the network's input: the worker brings them to it.
 */
final class JobRules {
  private static final int LONGEST_TAG = 5_000;
  private static final int MOST_CLASSES = 1 << 20;

  private JobRules() {}

  /** Everything that is wrong with a job; empty if it may run. Fields are relative to the job. */
  static List<Violation> violations(JobSpec job, JobFacts facts) {
    var violations = new ArrayList<Violation>();
    var dataset = facts.dataset().facts();
    violations.addAll(texts(job));
    violations.addAll(TrainingRules.consistency(job.training()));
    violations.addAll(network(job.network(), dataset));
    var isGood = violations.isEmpty();
    facts.dataset().missing().ifPresent(violations::add);
    facts.start().missing().ifPresent(violations::add);
    dataset.ifPresent(found -> violations.addAll(fit(job, found, facts, isGood)));
    return violations;
  }

  private static List<Violation> texts(JobSpec job) {
    var violations = new ArrayList<Violation>();
    readable(violations, "name", job.name());
    readable(violations, "experiment", job.experiment());
    job.tags().forEach((key, value) -> tag(violations, "tags." + key, value));
    return violations;
  }

  private static void readable(List<Violation> violations, String field, String text) {
    if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
      violations.add(
          new Violation(
              field, "'" + text.strip() + "' must not be blank or have line breaks or tabs"));
    }
  }

  private static void tag(List<Violation> violations, String field, String value) {
    if (value.length() > LONGEST_TAG) {
      violations.add(
          new Violation(
              field,
              "has " + value.length() + " characters, at most " + LONGEST_TAG + " are kept"));
    } else if (value.indexOf('\0') >= 0) {
      violations.add(new Violation(field, "must not have the character U+0000"));
    }
  }

  /** What is wrong with the network by itself. */
  private static List<Violation> network(NetworkChoice choice, Optional<DatasetFacts> dataset) {
    try {
      // A number of classes that no network can have is the data set's fault, and told there.
      int usual = Networks.named(choice.name()).card().classes();
      int classes =
          dataset
              .map(facts -> facts.classes().size())
              .filter(count -> count >= 2 && count <= MOST_CLASSES)
              .orElse(usual);
      return choices(choice, classes);
    } catch (NetworkException e) {
      return List.of(violation("network.name", e));
    }
  }

  /** Each choice by itself, so that all that are wrong are told together. */
  private static List<Violation> choices(NetworkChoice choice, int classes) {
    var violations = new ArrayList<Violation>();
    if (refusal(choice, classes).isEmpty()) {
      return violations;
    }
    if (choice.input() != null) {
      refusal(new NetworkChoice(choice.name(), Map.of(), choice.input()), classes)
          .ifPresent(e -> violations.add(violation("network.input", e)));
    }
    new TreeMap<>(choice.settings())
        .forEach(
            (name, value) ->
                refusal(new NetworkChoice(choice.name(), Map.of(name, value)), classes)
                    .ifPresent(e -> violations.add(violation("network.settings." + name, e))));
    return violations;
  }

  private static Optional<NetworkException> refusal(NetworkChoice choice, int classes) {
    try {
      JobNetwork.build(choice, classes);
      return Optional.empty();
    } catch (NetworkException e) {
      return Optional.of(e);
    }
  }

  private static List<Violation> fit(
      JobSpec job, DatasetFacts dataset, JobFacts facts, boolean isGood) {
    var violations = new ArrayList<Violation>();
    var which = "version %d of data set '%s'".formatted(dataset.version(), dataset.name());
    if (dataset.classes().size() < 2) {
      violations.add(
          new Violation(
              "dataset.name",
              "%s has %d classes; a classifier needs at least 2"
                  .formatted(which, dataset.classes().size())));
    }
    if (dataset.training() < 1) {
      violations.add(new Violation("dataset.name", which + " has no training images"));
    }
    if (isGood && violations.isEmpty()) {
      violations.addAll(TrainingRules.validation(job.training(), dataset));
      try {
        var network = JobNetwork.build(job.network(), dataset.classes().size());
        facts
            .start()
            .facts()
            .flatMap(model -> TrainingRules.start(network, job.startFrom(), model))
            .ifPresent(violations::add);
        TrainingRules.memory(job, network, facts.workers()).ifPresent(violations::add);
      } catch (NetworkException e) {
        violations.add(new Violation("network", e.getMessage() + ", for " + which));
      }
    }
    return violations;
  }

  private static Violation violation(String field, NetworkException e) {
    var message = "'%s' is not valid; %s".formatted(e.value(), e.valid());
    return e.position().isPresent()
        ? new Violation(field, message, e.position().getAsInt(), e.length())
        : new Violation(field, message);
  }
}
