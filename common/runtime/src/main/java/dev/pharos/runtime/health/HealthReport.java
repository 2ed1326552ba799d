package dev.pharos.runtime.health;

import java.util.Map;
import java.util.Set;

/**
 * How the checks of a process came out.
 *
 * @param checks the names of all checks that ran
 * @param failures the reasons of those that failed, by name
 */
public record HealthReport(Set<String> checks, Map<String, String> failures) {

  /** Copies both. */
  public HealthReport {
    checks = Set.copyOf(checks);
    failures = Map.copyOf(failures);
  }

  /** Whether the process can take work. */
  public boolean ready() {
    return failures.isEmpty();
  }
}
