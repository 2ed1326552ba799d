package dev.pharos.imaging.packed;

import java.nio.ByteBuffer;

/**
 * What is known of each image of a data set besides its pixels, by number: of a packed file, or of
 * one that is to be written. An index says what it is asked for and needs no object for an image,
 * so that there may be millions.
 */
public interface ImageIndex {
  /** 64-bit words of a hash. */
  int HASH_WORDS = 4;

  /** How many images there are. */
  int size();

  /** The class of an image, an index into the classes of the data set. */
  int label(int image);

  /** What an image is for. */
  Split split(int image);

  /** The file an image came from, for people: its path inside the imported data set. */
  String sourceName(int image);

  /**
   * A part of the SHA-256 of the file an image came from.
   *
   * @param word 0 to 3; the first byte of a part is its highest
   */
  long hashWord(int image, int word);

  /** The SHA-256 of the file an image came from, a new array. */
  default byte[] contentHash(int image) {
    var hash = ByteBuffer.allocate(HASH_WORDS * Long.BYTES);
    for (var word = 0; word < HASH_WORDS; word++) {
      hash.putLong(hashWord(image, word));
    }
    return hash.array();
  }

  /** Compares the content of two images: their hashes as numbers without a sign. */
  default int compareContent(int image, ImageIndex others, int other) {
    for (var word = 0; word < HASH_WORDS; word++) {
      var order = Long.compareUnsigned(hashWord(image, word), others.hashWord(other, word));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** The order of a packed file: by class, then content, then name. */
  default int compare(int one, int other) {
    var order = Integer.compare(label(one), label(other));
    if (order == 0) {
      order = compareContent(one, this, other);
    }
    return order != 0 ? order : sourceName(one).compareTo(sourceName(other));
  }

  /** These images, and others with the numbers after them. */
  default ImageIndex followedBy(ImageIndex others) {
    return new JoinedIndex(this, others);
  }
}
