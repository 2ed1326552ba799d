package dev.pharos.runtime.health;

import java.util.Map;
import java.util.Set;

/**
 * How the checks of a process came out.
 *
 * @param checks the names of all checks that ran
 * @param failures the reasons of those that failed, by name
 * @param notes what those that did not fail remarked all the same, by name
 */
public record HealthReport(
    Set<String> checks, Map<String, String> failures, Map<String, String> notes) {

  /** Copies all. */
  public HealthReport {
    checks = Set.copyOf(checks);
    failures = Map.copyOf(failures);
    notes = Map.copyOf(notes);
  }

  /** Whether the process can take work. */
  public boolean ready() {
    return failures.isEmpty();
  }
}
