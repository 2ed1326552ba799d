package dev.pharos.imaging.packed;

import dev.pharos.contracts.ArtifactRef;
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

  /** The image of another data set that this is; null where its bytes wait to be written. */
  final Shared shared;

  /** The place among the waiting images. */
  int slot = -1;

  boolean gray;

  /** Of its bytes as they are written. */
  int checksum;

  /**
   * An image that lies in another file already.
   *
   * @param dataset to read it
   * @param file the file that has its bytes, by content
   * @param record its number there
   */
  record Shared(PackedDataset dataset, int image, ArtifactRef file, int record) {}

  Entry(int label, Split split, String sourceName, byte[] contentHash) {
    this(label, split, sourceName, contentHash, null);
  }

  private Entry(int label, Split split, String sourceName, byte[] contentHash, Shared shared) {
    this.shared = shared;
    this.label = label;
    this.split = split;
    this.sourceName = sourceName;
    this.contentHash = contentHash;
  }

  /** An image of another data set, which keeps its label, split and name. */
  static Entry of(PackedDataset dataset, ArtifactRef file, int image) {
    var place = dataset.place(image);
    var entry =
        new Entry(
            dataset.label(image),
            dataset.split(image),
            dataset.sourceName(image),
            dataset.contentHash(image),
            new Shared(dataset, image, place.file() == null ? file : place.file(), place.record()));
    entry.gray = dataset.shape().channels() == 1;
    return entry;
  }

  int channels() {
    return gray ? 1 : 3;
  }
}
