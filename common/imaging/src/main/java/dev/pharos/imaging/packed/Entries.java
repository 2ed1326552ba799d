package dev.pharos.imaging.packed;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.IntSort;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The images of a packed file to be, by number: those that may come, whose places in the file are
 * known before they do, and behind them those of another data set. Besides what the index holds
 * there are 13 bytes for each.
 */
final class Entries {
  private final ImageIndex coming;

  /** The numbers of those that may come, in the order of the file. */
  private final int[] order;

  /** The place of each in that order. */
  private final int[] slots;

  /** 0 for one that has not come. */
  private final byte[] channels;

  /** Of their bytes as they are written. */
  private int[] checksums;

  private ImageIndex all;
  private PackedDataset shared;
  private ArtifactRef sharedFile;

  Entries(ImageIndex coming) {
    this.coming = coming;
    this.all = coming;
    this.order = IntSort.sorted(coming.size(), coming::compare);
    this.slots = new int[order.length];
    for (var slot = 0; slot < order.length; slot++) {
      slots[order[slot]] = slot;
    }
    this.channels = new byte[order.length];
    this.checksums = new int[order.length];
  }

  /** Adds the images of another data set, once. */
  void share(PackedDataset dataset, ArtifactRef file) {
    if (shared != null) {
      throw new IllegalStateException("the images of a data set are shared already");
    }
    shared = dataset;
    sharedFile = file;
    all = coming.followedBy(dataset);
    checksums = Arrays.copyOf(checksums, all.size());
  }

  /** Notes that an image has come. */
  void came(int image, int itsChannels) {
    if (channels[image] != 0) {
      throw new IllegalArgumentException(
          "the image '%s' came twice".formatted(coming.sourceName(image)));
    }
    channels[image] = (byte) itsChannels;
  }

  /** The place of an image among those that may come. */
  int slot(int image) {
    return slots[image];
  }

  /** The images that are there, in the order of the file. */
  int[] inOrder() {
    var there = Arrays.stream(order).filter(image -> channels[image] != 0);
    if (shared == null) {
      return there.toArray();
    }
    var both = IntStream.concat(there, IntStream.range(coming.size(), all.size())).toArray();
    IntSort.sort(both, all::compare);
    return both;
  }

  /** What is known of all of them. */
  ImageIndex index() {
    return all;
  }

  /** How many channels an image has. */
  int channels(int image) {
    return isShared(image) ? shared.shape().channels() : channels[image];
  }

  int checksum(int image) {
    return checksums[image];
  }

  void setChecksum(int image, int checksum) {
    checksums[image] = checksum;
  }

  /** Whether an image is one of the other data set. */
  boolean isShared(int image) {
    return image >= coming.size();
  }

  /** Its number in the other data set. */
  int numberThere(int image) {
    return image - coming.size();
  }

  /** The other data set, null if there is none. */
  PackedDataset shared() {
    return shared;
  }

  /** The file that has an image of the other data set, by content, and its number there. */
  Records.Place placeThere(int image) {
    var place = shared.place(numberThere(image));
    return place.file() == null ? new Records.Place(sharedFile, place.record()) : place;
  }
}
