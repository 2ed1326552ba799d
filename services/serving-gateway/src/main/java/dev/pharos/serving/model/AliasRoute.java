package dev.pharos.serving.model;

import dev.pharos.contracts.model.ModelVersion;
import java.time.Duration;

/** Where one alias of a model leads: the version that answers, and the one that is to. */
final class AliasRoute {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final Duration LAST_RETRY = Duration.ofMinutes(5);

  final String model;
  final String alias;

  /** What the catalogue says. */
  ModelVersion target;

  /** What answers until the target is loaded; null before the first one is. */
  Lease serving;

  /** Why the target cannot be loaded; null while nothing is wrong. */
  String failure;

  private int failures;

  AliasRoute(String model, String alias) {
    this.model = model;
    this.alias = alias;
  }

  VersionKey targetKey() {
    return new VersionKey(model, target.version());
  }

  /** Whether the target answers. */
  boolean arrived() {
    return serving != null && serving.model().key().equals(targetKey());
  }

  void aim(ModelVersion version) {
    target = version;
    failure = null;
    failures = 0;
  }

  void failed(String reason) {
    failure = reason;
    failures++;
  }

  /** How long to wait before the next try: twice as long each time. */
  Duration retryAfter() {
    var delay = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 16));
    return delay.compareTo(LAST_RETRY) < 0 ? delay : LAST_RETRY;
  }

  AliasState state() {
    return new AliasState(
        model,
        alias,
        target.version(),
        serving == null ? null : serving.model().key().version(),
        failure);
  }
}
