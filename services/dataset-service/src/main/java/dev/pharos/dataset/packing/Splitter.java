package dev.pharos.dataset.packing;

import dev.pharos.imaging.IntSort;
import dev.pharos.imaging.packed.Split;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

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

  private final Candidates candidates;
  private final Set<Split> wanted;
  private final double[] draws;

  /** Those that may be for anything, by class and draw; equal images share one. */
  private final int[] order;

  private Splitter(Candidates candidates, long seed) {
    this.candidates = candidates;
    this.wanted = EnumSet.of(Split.TEST, Split.VALIDATION);
    this.draws = new double[candidates.size()];
    for (var image = 0; image < draws.length; image++) {
      if (candidates.split(image) != null) {
        wanted.remove(candidates.split(image));
      }
    }
    this.order =
        IntStream.range(0, draws.length)
            .filter(i -> candidates.split(i) == null || candidates.split(i) == Split.TRAIN)
            .toArray();
    for (var image : order) {
      draws[image] = Hashes.draw(candidates.contentHash(image), seed);
    }
    IntSort.sort(order, this::compare);
  }

  private int compare(int one, int other) {
    var byClass = Integer.compare(candidates.label(one), candidates.label(other));
    return byClass == 0 ? Double.compare(draws[one], draws[other]) : byClass;
  }

  /**
   * Decides.
   *
   * @param known labels below this one have images of every split already, so that nothing is moved
   */
  static void split(Candidates candidates, long seed, int known) {
    new Splitter(candidates, seed).splitAll(known);
  }

  private void splitAll(int known) {
    for (var begin = 0; begin < order.length; ) {
      var label = candidates.label(order[begin]);
      var end = begin;
      var different = 0;
      while (end < order.length && candidates.label(order[end]) == label) {
        end = endOfEqual(end);
        different++;
      }
      splitClass(begin, end, different, label < known);
      begin = end;
    }
  }

  /** Where those end that have the same class and draw as the one at a place. */
  private int endOfEqual(int place) {
    var end = place + 1;
    while (end < order.length && compare(order[place], order[end]) == 0) {
      end++;
    }
    return end;
  }

  /**
   * The lowest draws are for test, the next for validation, the rest for training.
   *
   * @param different how many different draws there are between begin and end
   */
  private void splitClass(int begin, int end, int different, boolean known) {
    var place = begin;
    var next = 0;
    var limit = 0.0;
    var empty = wanted.size();
    for (var split : List.of(Split.TEST, Split.VALIDATION)) {
      if (!wanted.contains(split)) {
        continue;
      }
      limit += SHARE;
      empty--;
      var first = next;
      var last = known ? different : reach(different, first, empty);
      while (next < last && (draws[order[place]] < limit || (next == first && !known))) {
        place = decide(place, split);
        next++;
      }
    }
    while (place < end) {
      place = decide(place, Split.TRAIN);
    }
  }

  /**
   * Up to where a split may take images: one stays for training and, where there are enough, one
   * for each split that is still empty, however low its draw is.
   */
  private static int reach(int images, int first, int empty) {
    var most = images - 1;
    return Math.max(most - empty, Math.min(most, first + 1));
  }

  /** Decides for all images of the draw at a place; returns the place of the next draw. */
  private int decide(int place, Split split) {
    var end = endOfEqual(place);
    for (var i = place; i < end; i++) {
      candidates.decide(order[i], split);
    }
    return end;
  }
}
