package dev.pharos.contracts;

/**
 * One thing that is wrong with an input.
 *
 * @param field path of the field in dotted form, such as {@code job.training.epochs}; empty for the
 *     whole
 * @param message what is wrong, with the value, and what would be valid
 */
public record Violation(String field, String message) {
  @Override
  public String toString() {
    return field.isEmpty() ? message : field + ": " + message;
  }
}
