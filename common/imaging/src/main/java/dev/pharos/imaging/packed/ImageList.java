package dev.pharos.imaging.packed;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** An index that is told of one image after the other; for data sets that fit into memory. */
public final class ImageList implements ImageIndex {
  private final List<Image> images = new ArrayList<>();

  private record Image(int label, Split split, String sourceName, ByteBuffer contentHash) {}

  /**
   * Adds an image.
   *
   * @param label its class
   * @param contentHash 32 bytes that identify the source's content (SHA-256); kept, not copied
   * @return its number
   */
  public int add(int label, Split split, String sourceName, byte[] contentHash) {
    if (contentHash.length != Layout.HASH_LENGTH) {
      throw new IllegalArgumentException(
          "contentHash has %d bytes, must have %d"
              .formatted(contentHash.length, Layout.HASH_LENGTH));
    }
    images.add(new Image(label, split, sourceName, ByteBuffer.wrap(contentHash)));
    return images.size() - 1;
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public int label(int image) {
    return images.get(image).label();
  }

  @Override
  public Split split(int image) {
    return images.get(image).split();
  }

  @Override
  public String sourceName(int image) {
    return images.get(image).sourceName();
  }

  @Override
  public long hashWord(int image, int word) {
    return images.get(image).contentHash().getLong(word * Long.BYTES);
  }
}
