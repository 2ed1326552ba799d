package dev.pharos.registry.search;

import java.util.ArrayDeque;
import java.util.List;

/**
 * When trials are compared: after so much time each (Li and others 2020, section 3.1). The last
 * rung is the whole training.
 *
 * @param times rising; the last is the longest a trial trains
 * @param divisor one of so many goes on, from 2
 */
public record Rungs(List<Long> times, int divisor) {
  public Rungs {
    times = List.copyOf(times);
  }

  /**
   * The end, and before it rungs that are each {@code divisor} times shorter, as long as they are
   * at least 1.
   *
   * @param maxTime the longest a trial trains, from 1
   * @param most how many rungs at most, from 1
   */
  public static Rungs of(long maxTime, int divisor, int most) {
    var times = new ArrayDeque<Long>();
    for (long time = maxTime; time >= 1 && times.size() < most; time /= divisor) {
      times.addFirst(time);
    }
    return new Rungs(List.copyOf(times), divisor);
  }

  /** No comparison before the end. */
  public static Rungs none() {
    return new Rungs(List.of(), 2);
  }

  int last() {
    return times.size() - 1;
  }
}
