package dev.pharos.runtime.database;

import java.util.Objects;

/**
 * A value to be written into a {@code jsonb} column: {@code bind("spec", Jsonb.of(spec))}.
 *
 * @param value anything the database's mapper can write; null writes SQL NULL
 */
public record Jsonb(Object value) {

  /** Wraps a value. */
  public static Jsonb of(Object value) {
    return new Jsonb(value);
  }

  @Override
  public String toString() {
    return Objects.toString(value);
  }
}
