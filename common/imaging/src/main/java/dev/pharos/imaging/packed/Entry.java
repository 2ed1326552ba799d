package dev.pharos.imaging.packed;

import java.util.Arrays;
import java.util.Comparator;

/** One image on its way into a packed file: what is known about it, and where its bytes wait. */
final class Entry {
  /** By class, then content, then name: the order of arrival leaves no trace. */
  static final Comparator<Entry> ORDER =
      Comparator.<Entry>comparingInt(entry -> entry.label)
          .thenComparing(entry -> entry.contentHash, Arrays::compareUnsigned)
          .thenComparing(entry -> entry.sourceName);

  final int label;
  final Split split;
  final String sourceName;
  final byte[] contentHash;
  final long offset;
  final int channels;

  Entry(int label, Split split, String sourceName, byte[] contentHash, long offset, int channels) {
    this.label = label;
    this.split = split;
    this.sourceName = sourceName;
    this.contentHash = contentHash;
    this.offset = offset;
    this.channels = channels;
  }
}
