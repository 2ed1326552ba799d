package dev.pharos.runtime.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with the components of a record, so that its compact constructor can
 * report all of it together:
 *
 * <pre>{@code
 * public PoolConfig {
 *   new Requirements()
 *       .that(size > 0, "size", size, "must be at least 1")
 *       .that(queue >= 0, "queue", queue, "must not be negative")
 *       .check();
 * }
 * }</pre>
 */
public final class Requirements {

  /** A component that does not hold what it must: its name, its value and what would be valid. */
  public record Violation(String component, Object value, String message) {}

  private final List<Violation> violations = new ArrayList<>();

  /** Notes a violation unless {@code holds}. */
  public Requirements that(boolean holds, String component, Object value, String message) {
    if (!holds) {
      violations.add(new Violation(component, value, message));
    }
    return this;
  }

  /**
   * Throws when something was violated.
   *
   * @throws ViolatedException with every violation
   */
  public void check() {
    if (!violations.isEmpty()) {
      throw new ViolatedException(violations);
    }
  }

  /** Thrown from a compact constructor; the settings translate it into the keys the user knows. */
  public static final class ViolatedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    private ViolatedException(List<Violation> violations) {
      super(
          String.join(
              "; ",
              violations.stream()
                  .map(v -> "%s = '%s': %s".formatted(v.component(), v.value(), v.message()))
                  .toList()));
      this.violations = List.copyOf(violations);
    }

    /** Every violation, in the order checked. */
    public List<Violation> violations() {
      return violations;
    }
  }
}
