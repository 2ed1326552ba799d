package dev.pharos.dataset.packing;

import dev.pharos.imaging.packed.Split;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides which images are for training, validation and test.
 *
 * <p>An image's content and the seed decide, nothing else: the same image lands in the same split
 * whatever else is in the data set, and equal images land together, so that none is both learnt and
 * tested. A tenth goes to validation and a tenth to test; where a class would have none there, the
 * nearest images are moved, as long as it keeps one for training. Splits that the folders give
 * stay; those that they do not give are taken from the training images.
 */
final class Splitter {
  private static final double SHARE = 0.1;

  private Splitter() {}

  /**
   * Decides.
   *
   * @param known labels below this one have images of every split already, so that nothing is moved
   */
  static void split(List<Candidate> candidates, long seed, int known) {
    var given = EnumSet.noneOf(Split.class);
    for (var candidate : candidates) {
      if (candidate.split() != null) {
        given.add(candidate.split());
      }
    }
    var wanted = EnumSet.of(Split.TEST, Split.VALIDATION);
    wanted.removeAll(given);
    // Per class, the images by their draw; equal images share one.
    var classes = new TreeMap<Integer, TreeMap<Double, List<Candidate>>>();
    for (var candidate : candidates) {
      if (candidate.split() == null || candidate.split() == Split.TRAIN) {
        classes
            .computeIfAbsent(candidate.label(), label -> new TreeMap<>())
            .computeIfAbsent(Hashes.draw(candidate.hash(), seed), draw -> new ArrayList<>())
            .add(candidate);
      }
    }
    classes.forEach((label, byDraw) -> splitClass(byDraw, wanted, label < known));
  }

  /** The lowest draws are for test, the next for validation, the rest for training. */
  private static void splitClass(
      SortedMap<Double, List<Candidate>> byDraw, Set<Split> wanted, boolean known) {
    var draws = new ArrayList<>(byDraw.keySet());
    var next = 0;
    var end = 0.0;
    var empty = wanted.size();
    for (var split : List.of(Split.TEST, Split.VALIDATION)) {
      if (!wanted.contains(split)) {
        continue;
      }
      end += SHARE;
      empty--;
      var first = next;
      var last = known ? draws.size() : reach(draws.size(), first, empty);
      while (next < last && (draws.get(next) < end || (next == first && !known))) {
        decide(byDraw.get(draws.get(next)), split);
        next++;
      }
    }
    draws.subList(next, draws.size()).forEach(draw -> decide(byDraw.get(draw), Split.TRAIN));
  }

  /**
   * Up to where a split may take images: one stays for training and, where there are enough, one
   * for each split that is still empty, however low its draw is.
   */
  private static int reach(int images, int first, int empty) {
    var most = images - 1;
    return Math.max(most - empty, Math.min(most, first + 1));
  }

  private static void decide(List<Candidate> equal, Split split) {
    equal.forEach(candidate -> candidate.decide(split));
  }
}
