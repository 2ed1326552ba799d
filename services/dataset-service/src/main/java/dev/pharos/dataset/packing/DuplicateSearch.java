package dev.pharos.dataset.packing;

import dev.pharos.dataset.packing.ImportReport.Duplicates;
import dev.pharos.imaging.IntSort;
import dev.pharos.imaging.packed.ImageIndex;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
  private static final int MOST_PAIRS = 1_000_000;

  private final ImageIndex images;
  private final Looks looks;
  private final List<String> classes;

  /** Those that have a look: by content, then class and name, so that chance leaves no trace. */
  private final int[] order;

  DuplicateSearch(ImageIndex images, Looks looks, List<String> classes) {
    this.images = images;
    this.looks = looks;
    this.classes = classes;
    this.order = IntStream.range(0, images.size()).filter(looks::has).toArray();
    IntSort.sort(order, this::compare);
  }

  private int compare(int one, int other) {
    var byContent = images.compareContent(one, images, other);
    return byContent == 0 ? images.compare(one, other) : byContent;
  }

  private boolean isSame(int one, int other) {
    return images.compareContent(one, images, other) == 0;
  }

  /** Groups of images of the same content. */
  Duplicates exact() {
    var groups = new Groups(images, classes);
    for (var first = 0; first < order.length; ) {
      var end = first + 1;
      while (end < order.length && isSame(order[first], order[end])) {
        end++;
      }
      if (end > first + 1) {
        groups.add(Arrays.copyOfRange(order, first, end));
      }
      first = end;
    }
    return groups.summed();
  }

  /** Pairs of images of different content that look alike. */
  Duplicates near() {
    var pairs = new Pairs(MOST_PAIRS);
    for (var band = 0; band < Long.SIZE && !pairs.isFull(); band += BAND_BITS) {
      search(band, pairs);
      pairs.endPass();
    }
    var groups = new Groups(images, classes);
    pairs
        .inOrder()
        .forEach(
            pair -> groups.add(new int[] {order[Pairs.lower(pair)], order[Pairs.higher(pair)]}));
    return groups.summed();
  }

  /** Compares neighbours; pairs are of places in the order. */
  private void search(int band, Pairs pairs) {
    var hashes = new long[order.length];
    for (var place = 0; place < order.length; place++) {
      hashes[place] = Long.reverse(Long.rotateRight(looks.hash(order[place]), band));
    }
    var places =
        IntSort.sorted(
            order.length, (one, other) -> Long.compareUnsigned(hashes[one], hashes[other]));
    for (var at = 0; at < places.length; at++) {
      var one = places[at];
      for (var next = at + 1; next < Math.min(places.length, at + 1 + NEIGHBOURS); next++) {
        var other = places[next];
        var difference = hashes[one] ^ hashes[other];
        if (difference >>> (Long.SIZE - BAND_BITS) != 0) {
          break;
        }
        if (Long.bitCount(difference) <= Look.MOST_BITS
            && looks.get(order[one]).isLike(looks.get(order[other]))
            && !isSame(order[one], order[other])) {
          pairs.add(one, other);
          if (pairs.isFull()) {
            return;
          }
        }
      }
    }
  }
}
