package dev.pharos.registry.search;

import java.util.List;
import java.util.Optional;

/**
 * What is to be done about a sweep, in this order.
 *
 * @param records values to be kept for comparison
 * @param ends trials whose runs have ended
 * @param passed trials that go on out of a rung without a stop
 * @param held trials to be set aside at their rung
 * @param resumed trials at a rung that go on
 * @param begun trials to be submitted
 * @param stopped trials to be stopped early
 * @param end how the sweep ends; empty if it goes on
 */
public record Plan(
    List<Comparison> records,
    List<End> ends,
    List<Step> passed,
    List<Step> held,
    List<Step> resumed,
    List<Integer> begun,
    List<End> stopped,
    Optional<SweepEnd> end) {
  public Plan {
    records = List.copyOf(records);
    ends = List.copyOf(ends);
    passed = List.copyOf(passed);
    held = List.copyOf(held);
    resumed = List.copyOf(resumed);
    begun = List.copyOf(begun);
    stopped = List.copyOf(stopped);
  }

  /** A trial's value at a rung. */
  public record Comparison(int trial, int rung, double value) {}

  /** A trial at a rung. */
  public record Step(int trial, int rung) {}

  /**
   * A trial that is over.
   *
   * @param reason why, for people; null where its run says it
   */
  public record End(int trial, TrialState state, String reason) {}

  /**
   * How a sweep ends.
   *
   * @param succeeded whether a trial has a value
   * @param reason why, for people; null where there is nothing to say
   */
  public record SweepEnd(boolean succeeded, String reason) {}

  /** Whether trials are to be begun, and nothing else is to be done. */
  public boolean onlyBegins() {
    return !begun.isEmpty()
        && records.isEmpty()
        && ends.isEmpty()
        && passed.isEmpty()
        && held.isEmpty()
        && resumed.isEmpty();
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return records.isEmpty()
        && ends.isEmpty()
        && passed.isEmpty()
        && held.isEmpty()
        && resumed.isEmpty()
        && begun.isEmpty()
        && stopped.isEmpty()
        && end.isEmpty();
  }
}
