package dev.pharos.dataset.packing;

import dev.pharos.imaging.packed.Split;
import java.util.Arrays;
import java.util.Comparator;

/**
 * An image that was packed, as far as the search for duplicates needs it.
 *
 * @param hash SHA-256 of its file
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its order alone
record Seen(String name, int label, Split split, byte[] hash, Look look) {
  /** By content, then class and name: the order of arrival leaves no trace. */
  static final Comparator<Seen> ORDER =
      Comparator.comparing(Seen::hash, Arrays::compareUnsigned)
          .thenComparing(Seen::label)
          .thenComparing(Seen::name);
}
