package dev.pharos.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The middle one of several measurements, which a single disturbed one does not move. */
public final class Median {
  private Median() {}

  /** The middle value, of an even number the upper one of the two. */
  public static double of(List<Double> values) {
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
