package dev.pharos.registry.checkpoints;

import dev.pharos.contracts.job.KeepCheckpoints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** Why a checkpoint stays. */
  public enum Reason {
    /** The newest of all, from which the run goes on. */
    NEWEST,
    /** One of the last. */
    LAST,
    /** The best by the job's metric. */
    BEST,
    /** One of those that are spread over the training. */
    SPREAD,
    /** Of the best epoch so far, of a training that may end early. */
    NEEDED
  }

  /**
   * Those that go.
   *
   * @param all what a run has left, in any order; no two of the same step
   */
  public List<SavedCheckpoint> surplus(Collection<SavedCheckpoint> all) {
    var kept = kept(all);
    return all.stream().filter(one -> !kept.containsKey(one)).sorted(BY_AGE).toList();
  }

  /**
   * Those that stay, each with all that speaks for it.
   *
   * @param all what a run has left, in any order; no two of the same step
   */
  public Map<SavedCheckpoint, Set<Reason>> kept(Collection<SavedCheckpoint> all) {
    var course = course(all);
    if (course.isEmpty()) {
      return Map.of();
    }
    var kept = new HashMap<SavedCheckpoint, Set<Reason>>();
    int split = Math.max(0, course.size() - keep.last());
    var last = course.subList(split, course.size());
    var newest = course.get(course.size() - 1);
    note(kept, newest, Reason.NEWEST);
    last.forEach(one -> note(kept, one, Reason.LAST));
    best(course, keep.best()).ifPresent(one -> note(kept, one, Reason.BEST));
    spread(course.subList(0, split), keep.spread(), last.get(0).step())
        .forEach(one -> note(kept, one, Reason.SPREAD));
    all.stream()
        .filter(one -> newest.best().equals(Optional.of(one.digest())))
        .forEach(one -> note(kept, one, Reason.NEEDED));
    return kept;
  }

  private static void note(
      Map<SavedCheckpoint, Set<Reason>> kept, SavedCheckpoint one, Reason reason) {
    kept.computeIfAbsent(one, any -> EnumSet.noneOf(Reason.class)).add(reason);
  }

  /**
   * The training as it went in the end, oldest first. A later attempt that went back, because it
   * could not use the checkpoint that it was given, has left behind what lay after.
   */
  public static List<SavedCheckpoint> course(Collection<SavedCheckpoint> all) {
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
