package dev.pharos.networks;

import java.util.Collection;
import java.util.OptionalInt;

/**
 * A network, a layer or a setting that cannot be: says the field, its value and what would be
 * valid.
 */
public final class NetworkException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int NOWHERE = -1;

  private final String field;
  private final String value;
  private final String valid;
  private final int position;
  private final int length;

  /**
   * @param field what is wrong, as the user wrote it: a setting, or "layer.field"
   * @param value the value it had
   * @param valid what would be accepted
   */
  public NetworkException(String field, Object value, String valid) {
    this(field, value, valid, NOWHERE, 0);
  }

  private NetworkException(String field, Object value, String valid, int position, int length) {
    super(field + ": " + value + " is not valid; " + valid);
    this.field = field;
    this.value = String.valueOf(value);
    this.valid = valid;
    this.position = position;
    this.length = length;
  }

  /**
   * The same, about one part of a text.
   *
   * @param start the first character that is wrong, counted from 0; the text's length for its end
   * @param characters how many are wrong; 0 where something is missing
   */
  public NetworkException at(int start, int characters) {
    var placed = new NetworkException(field, value, valid, start, characters);
    placed.initCause(this);
    return placed;
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

  /** Where in the text of the field it is wrong, counted from 0; empty if the whole field is. */
  public OptionalInt position() {
    return position == NOWHERE ? OptionalInt.empty() : OptionalInt.of(position);
  }

  /** How many characters are wrong, from {@link #position()} on; 0 where something is missing. */
  public int length() {
    return length;
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
