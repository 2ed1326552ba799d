package dev.pharos.registry.search;

import dev.pharos.contracts.job.SweepMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who stands where on the rungs, and who may go on (Li and others 2020, algorithm 2): of the trials
 * that were compared at a rung, the best of every {@code divisor}.
 */
final class Ladder {
  private final Rungs rungs;
  private final Comparator<Entry> best;
  private final List<List<Entry>> entries = new ArrayList<>();
  private final Map<Integer, Integer> highest = new HashMap<>();
  private final Set<Plan.Step> promoted = new HashSet<>();

  private record Entry(int trial, double value) {}

  /**
   * @param mode which values are better; NaN is worse than any, and of equals the earlier trial is
   *     better
   */
  Ladder(Rungs rungs, SweepMode mode) {
    this.rungs = rungs;
    Comparator<Entry> value =
        mode == SweepMode.MIN
            ? Comparator.comparingDouble(Entry::value)
            : Comparator.comparingDouble(entry -> -entry.value());
    this.best = value.thenComparingInt(Entry::trial);
    rungs.times().forEach(time -> entries.add(new ArrayList<>()));
  }

  /** A trial is compared at a rung. */
  void add(int trial, int rung, double value) {
    entries.get(rung).add(new Entry(trial, value));
    highest.merge(trial, rung, Math::max);
  }

  /** A trial went on out of a rung. */
  void promote(int trial, int rung) {
    promoted.add(new Plan.Step(trial, rung));
  }

  /** Whether a trial may go on out of a rung now. */
  boolean isPromotable(int trial, int rung) {
    return !hasLeft(trial, rung) && top(rung).stream().anyMatch(entry -> entry.trial() == trial);
  }

  /** Trials that may go on, those of the highest rung first, and of a rung the best. */
  List<Plan.Step> promotable() {
    var steps = new ArrayList<Plan.Step>();
    for (int rung = rungs.last() - 1; rung >= 0; rung--) {
      for (var entry : top(rung)) {
        if (!hasLeft(entry.trial(), rung)) {
          steps.add(new Plan.Step(entry.trial(), rung));
        }
      }
    }
    return steps;
  }

  private List<Entry> top(int rung) {
    var ranked = ranked(rung);
    return ranked.subList(0, ranked.size() / rungs.divisor()).stream()
        .filter(entry -> !Double.isNaN(entry.value()))
        .toList();
  }

  private List<Entry> ranked(int rung) {
    return entries.get(rung).stream().sorted(best).toList();
  }

  private boolean hasLeft(int trial, int rung) {
    return highest.getOrDefault(trial, -1) > rung || promoted.contains(new Plan.Step(trial, rung));
  }

  /** Whether somebody was compared at the end. */
  boolean isFinished() {
    return !rungs.times().isEmpty()
        && entries.get(rungs.last()).stream().anyMatch(entry -> !Double.isNaN(entry.value()));
  }

  /** The highest rung at which a trial was compared; -1 for none. */
  int rung(int trial) {
    return highest.getOrDefault(trial, -1);
  }

  /** The place of a trial among those that were compared at a rung, for people. */
  String place(int trial, int rung) {
    var ranked = ranked(rung);
    int place = 1;
    while (ranked.get(place - 1).trial() != trial) {
      place++;
    }
    return "%d of %d at rung %d".formatted(place, ranked.size(), rung + 1);
  }

  /** Of some trials the one that stands highest, and there best; all of them have a number. */
  Comparator<Trial> order() {
    return Comparator.<Trial>comparingInt(trial -> -rung(trial.number()))
        .thenComparing(trial -> entryOf(trial.number()), best);
  }

  private Entry entryOf(int trial) {
    int rung = rung(trial);
    return entries.get(rung).stream()
        .filter(entry -> entry.trial() == trial)
        .findFirst()
        .orElseThrow();
  }
}
