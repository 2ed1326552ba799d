package dev.pharos.contracts;

/**
 * One thing that is wrong with an input.
 *
 * @param field path of the field in dotted form, such as {@code job.training.epochs}; empty for the
 *     whole
 * @param message what is wrong, with the value, and what would be valid
 */
public record Violation(String field, String message) {
  /** The same, seen from the document that holds this one under a field. */
  public Violation within(String parent) {
    if (parent.isEmpty()) {
      return this;
    }
    return new Violation(field.isEmpty() ? parent : parent + "." + field, message);
  }

  @Override
  public String toString() {
    return field.isEmpty() ? message : field + ": " + message;
  }
}
