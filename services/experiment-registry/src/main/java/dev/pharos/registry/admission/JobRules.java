package dev.pharos.registry.admission;

import dev.pharos.contracts.Violation;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.NetworkChoice;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a job must fulfil beyond its schema: the network exists, its settings are its own, the data
 * set exists and the network can tell its classes apart.
 *
 * <p>Images need not have the size of the network's input: the worker brings them to it.
 */
final class JobRules {
  private static final int LONGEST_TAG = 5_000;

  private JobRules() {}

  /** Everything that is wrong with a job; empty if it may run. Fields are relative to the job. */
  static List<Violation> violations(JobSpec job, DatasetLookup dataset) {
    var violations = new ArrayList<Violation>();
    violations.addAll(texts(job));
    violations.addAll(network(job.network()));
    var networkIsGood = violations.isEmpty();
    dataset.missing().ifPresent(violations::add);
    dataset.facts().ifPresent(facts -> violations.addAll(fit(job.network(), facts, networkIsGood)));
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

  /** Each setting by itself, so that all that are wrong are told together. */
  private static List<Violation> network(NetworkChoice choice) {
    try {
      Networks.named(choice.name());
    } catch (NetworkException e) {
      return List.of(new Violation("network.name", said(e)));
    }
    var violations = new ArrayList<Violation>();
    new TreeMap<>(choice.settings())
        .forEach(
            (name, value) -> {
              try {
                Networks.build(choice.name(), NetworkSettings.defaults().with(name, value));
              } catch (NetworkException e) {
                violations.add(new Violation("network.settings." + name, said(e)));
              }
            });
    return violations;
  }

  private static List<Violation> fit(
      NetworkChoice network, DatasetFacts dataset, boolean networkIsGood) {
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
    if (networkIsGood && violations.isEmpty()) {
      try {
        Networks.build(network.name(), settings(network.settings(), dataset));
      } catch (NetworkException e) {
        violations.add(new Violation("network", e.getMessage() + ", for " + which));
      }
    }
    return violations;
  }

  private static NetworkSettings settings(Map<String, String> chosen, DatasetFacts dataset) {
    var settings = NetworkSettings.defaults().withClasses(dataset.classes().size());
    for (var setting : chosen.entrySet()) {
      settings = settings.with(setting.getKey(), setting.getValue());
    }
    return settings;
  }

  private static String said(NetworkException e) {
    return "'%s' is not valid; %s".formatted(e.value(), e.valid());
  }
}
