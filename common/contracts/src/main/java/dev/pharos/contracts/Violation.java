package dev.pharos.contracts;

/**
 * One thing that is wrong with an input.
 *
 * @param field path of the field in dotted form, such as {@code job.training.epochs}; empty for the
 *     whole
 * @param message what is wrong, with the value, and what would be valid
 * @param position where in the value the mistake begins, counted in characters from 0; null where
 *     the whole value is meant
 * @param length how many characters are wrong, from the position on; null where there is none
 */
public record Violation(String field, String message, Integer position, Integer length) {
  /** The whole value is wrong. */
  public Violation(String field, String message) {
    this(field, message, null, null);
  }

  /** The same, seen from the document that holds this one under a field. */
  public Violation within(String parent) {
    if (parent.isEmpty()) {
      return this;
    }
    var path = field.isEmpty() ? parent : parent + "." + field;
    return new Violation(path, message, position, length);
  }

  @Override
  public String toString() {
    return field.isEmpty() ? message : field + ": " + message;
  }
}
