package dev.pharos.registry.checkpoints;

import dev.pharos.contracts.job.KeepCheckpoints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Says which checkpoints of a run go. Those that stay are the newest, the best, some that are
 * spread over what was before, and what the newest needs to be gone on from.
 */
public final class CheckpointPolicy {
  private static final Comparator<SavedCheckpoint> BY_AGE =
      Comparator.comparingInt(SavedCheckpoint::attempt).thenComparingLong(SavedCheckpoint::step);

  private final KeepCheckpoints keep;

  public CheckpointPolicy(KeepCheckpoints keep) {
    this.keep = keep;
  }

  /**
   * Those that go.
   *
   * @param all what a run has left, in any order; no two of the same step
   */
  public List<SavedCheckpoint> surplus(Collection<SavedCheckpoint> all) {
    var course = course(all);
    if (course.isEmpty()) {
      return List.of();
    }
    int split = Math.max(0, course.size() - keep.last());
    var last = course.subList(split, course.size());
    var kept = new HashSet<>(last);
    kept.addAll(spread(course.subList(0, split), keep.spread(), last.get(0).step()));
    best(course, keep.best()).ifPresent(kept::add);
    var needed = course.get(course.size() - 1).best();
    return all.stream()
        .filter(one -> !kept.contains(one) && !needed.equals(Optional.of(one.digest())))
        .sorted(BY_AGE)
        .toList();
  }

  /**
   * The training as it went in the end, oldest first. A later attempt that went back, because it
   * could not use the checkpoint that it was given, has left behind what lay after.
   */
  private static List<SavedCheckpoint> course(Collection<SavedCheckpoint> all) {
    var newestFirst = all.stream().sorted(BY_AGE.reversed()).toList();
    var course = new ArrayList<SavedCheckpoint>();
    long reached = Long.MAX_VALUE;
    for (var one : newestFirst) {
      if (one.step() < reached) {
        course.add(0, one);
        reached = one.step();
      }
    }
    return course;
  }

  /** Of equals the first: it stays the best until something is better. */
  private static Optional<SavedCheckpoint> best(List<SavedCheckpoint> course, String metric) {
    return course.stream()
        .filter(one -> !Double.isNaN(one.value(metric)))
        .min(Comparator.comparingDouble(one -> one.value(metric)));
  }

  /**
   * The first, and of the rest those that leave no large gaps: while there are too many, the one
   * goes whose neighbours are nearest to each other, of equals the first.
   *
   * @param end the step of what follows
   */
  private static List<SavedCheckpoint> spread(List<SavedCheckpoint> before, int most, long end) {
    if (most == 0) {
      return List.of();
    }
    var left = new ArrayList<>(before);
    while (left.size() > most) {
      int closest = 0;
      long least = Long.MAX_VALUE;
      for (int i = 1; i < left.size(); i++) {
        long next = i + 1 < left.size() ? left.get(i + 1).step() : end;
        long gap = next - left.get(i - 1).step();
        if (gap < least) {
          closest = i;
          least = gap;
        }
      }
      left.remove(closest);
    }
    return left;
  }
}
