package dev.pharos.contracts.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;

/**
 * What a parameter of a sweep may be: one of some values, or a number in a range.
 *
 * @param values these, as a job says them; null for a range
 * @param from least number of the range; null for values
 * @param to greatest number of the range; null for values
 * @param scale how the range is drawn from and divided; linear
 * @param step only {@code from} and whole multiples of this above it, above 0; linear ranges alone
 * @param count only so many numbers, the ends among them, from 2 to 100
 * @param whole only whole numbers; false
 */
public record SweepParameter(
    List<JsonNode> values,
    Double from,
    Double to,
    SweepScale scale,
    Double step,
    Integer count,
    Boolean whole) {
  public SweepParameter {
    values = values == null ? null : List.copyOf(values);
    if (values == null) {
      scale = Objects.requireNonNullElse(scale, SweepScale.LINEAR);
      whole = Boolean.TRUE.equals(whole);
    }
  }

  /** One of some values. */
  public static SweepParameter of(List<JsonNode> values) {
    return new SweepParameter(values, null, null, null, null, null, null);
  }

  /** Any number in a range. */
  public static SweepParameter between(double from, double to, SweepScale scale) {
    return new SweepParameter(null, from, to, scale, null, null, null);
  }
}
