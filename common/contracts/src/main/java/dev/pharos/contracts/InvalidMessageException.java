package dev.pharos.contracts;

import java.util.List;
import java.util.stream.Collectors;

/** A message that is no JSON, of no known type, or not as its schema says. */
public final class InvalidMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  public InvalidMessageException(List<Violation> violations) {
    super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  public InvalidMessageException(String message) {
    this(List.of(new Violation("", message)));
  }

  /** Everything that is wrong, not only the first thing. */
  public List<Violation> violations() {
    return violations;
  }
}
