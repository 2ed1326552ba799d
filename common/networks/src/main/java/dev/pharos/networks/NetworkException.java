package dev.pharos.networks;

import java.util.Collection;

/**
 * A network, a layer or a setting that cannot be: says the field, its value and what would be
 * valid.
 */
public final class NetworkException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String value;
  private final String valid;

  /**
   * @param field what is wrong, as the user wrote it: a setting, or "layer.field"
   * @param value the value it had
   * @param valid what would be accepted
   */
  public NetworkException(String field, Object value, String valid) {
    super(field + ": " + value + " is not valid; " + valid);
    this.field = field;
    this.value = String.valueOf(value);
    this.valid = valid;
  }

  /** The name that is not known, the names that are, and the nearest of them where one is near. */
  public static NetworkException unknown(String field, String value, Collection<String> known) {
    var sorted = known.stream().sorted().toList();
    var guess =
        Spelling.nearest(value, sorted).map(near -> " (did you mean " + near + "?)").orElse("");
    return new NetworkException(
        field,
        value,
        sorted.isEmpty() ? "there are none" : "valid: " + String.join(", ", sorted) + guess);
  }

  static void requireRange(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new NetworkException(field, value, "valid: " + least + " to " + most);
    }
  }

  static void requirePresent(String field, Object value) {
    if (value == null) {
      throw new NetworkException(field, "null", "a value is required");
    }
  }

  /** What is wrong: a setting's name, or layer and field. */
  public String field() {
    return field;
  }

  /** The value that was refused. */
  public String value() {
    return value;
  }

  /** What would have been accepted. */
  public String valid() {
    return valid;
  }
}
