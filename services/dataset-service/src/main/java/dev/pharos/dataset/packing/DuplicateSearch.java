package dev.pharos.dataset.packing;

import dev.pharos.dataset.packing.ImportReport.Duplicates;
import dev.pharos.dataset.packing.ImportReport.Image;
import dev.pharos.imaging.packed.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds images that are the same, and pairs that look the same.
 *
 * <p>Hashes that differ in three bits at most agree in one of four bands of 16 bits. So images are
 * sorted once for each band, that band first, and each is compared with the next few that share it:
 * the time grows like sorting does. Where thousands share a band, as digits on black do, pairs far
 * apart in the order are missed; the search warns, it does not prove.
 */
final class DuplicateSearch {
  private static final int BAND_BITS = 16;
  private static final int NEIGHBOURS = 64;
  private static final int MOST_EXAMPLES = 100;
  private static final int MOST_PAIRS = 1_000_000;

  private final List<Seen> images;
  private final List<String> classes;

  DuplicateSearch(List<Seen> images, List<String> classes) {
    this.images = images.stream().sorted(Seen.ORDER).toList();
    this.classes = classes;
  }

  /** Groups of images of the same content. */
  Duplicates exact() {
    var groups = new ArrayList<List<Seen>>();
    for (var first = 0; first < images.size(); ) {
      var end = first + 1;
      while (end < images.size() && isSame(images.get(first), images.get(end))) {
        end++;
      }
      if (end > first + 1) {
        groups.add(images.subList(first, end));
      }
      first = end;
    }
    return summed(groups);
  }

  private static boolean isSame(Seen one, Seen other) {
    return Arrays.equals(one.hash(), other.hash());
  }

  /** Pairs of images of different content that look alike. */
  Duplicates near() {
    var found = new HashSet<Long>();
    for (var band = 0; band < Long.SIZE && found.size() < MOST_PAIRS; band += BAND_BITS) {
      search(band, found);
    }
    return summed(
        found.stream()
            .sorted()
            .map(pair -> List.of(images.get((int) (pair >>> 32)), images.get(pair.intValue())))
            .toList());
  }

  private void search(int band, Set<Long> found) {
    var hashes = new long[images.size()];
    var order = new Integer[images.size()];
    for (var i = 0; i < order.length; i++) {
      hashes[i] = Long.rotateRight(images.get(i).look().hash(), band);
      order[i] = i;
    }
    Arrays.sort(
        order,
        Comparator.<Integer>comparingLong(i -> Long.reverse(hashes[i]) ^ Long.MIN_VALUE)
            .thenComparingInt(i -> i));
    for (var at = 0; at < order.length; at++) {
      var one = order[at];
      for (var next = at + 1; next < Math.min(order.length, at + 1 + NEIGHBOURS); next++) {
        var other = order[next];
        if ((hashes[one] ^ hashes[other]) << (Long.SIZE - BAND_BITS) != 0) {
          break;
        }
        if (images.get(one).look().isLike(images.get(other).look())
            && !isSame(images.get(one), images.get(other))) {
          found.add((long) Math.min(one, other) << 32 | Math.max(one, other));
          if (found.size() >= MOST_PAIRS) {
            return;
          }
        }
      }
    }
  }

  private Duplicates summed(List<List<Seen>> groups) {
    return new Duplicates(
        groups.size(),
        groups.stream().filter(DuplicateSearch::isAcrossSplits).count(),
        groups.stream()
            .filter(group -> group.stream().map(Seen::label).distinct().count() > 1)
            .count(),
        groups.stream()
            .sorted(Comparator.comparing(group -> !isAcrossSplits(group)))
            .limit(MOST_EXAMPLES)
            .map(group -> group.stream().limit(MOST_EXAMPLES).map(this::image).toList())
            .toList());
  }

  private static boolean isAcrossSplits(List<Seen> group) {
    return group.stream().map(Seen::split).distinct().count() > 1;
  }

  private Image image(Seen seen) {
    return new Image(
        seen.name(),
        classes.get(seen.label()),
        seen.split() == Split.TRAIN ? "training" : seen.split().label());
  }
}
