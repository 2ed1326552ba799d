package dev.pharos.dataset.packing;

import dev.pharos.dataset.layout.Layout.Example;
import dev.pharos.imaging.packed.ImageIndex;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.StoredSize;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The images of a layout that were looked at and found good, by number: a table with 53 bytes a row
 * and no objects. Survey, splitter, packer, writer and search all work on it; names and files are
 * the layout's to tell.
 *
 * <p>Several threads may {@link #set} different rows at the same time.
 */
final class Candidates implements ImageIndex {
  private static final byte UNDECIDED = -1;

  private final List<Example> layout;
  private final int[] examples;
  private final int[] labels;
  private final byte[] splits;
  private final long[] hashes;
  private final int[] checksums;
  private final int[] heights;
  private final int[] widths;
  private int size;

  /** A row for each image of a layout, to be set or left out. */
  Candidates(List<Example> layout) {
    this.layout = layout;
    this.size = layout.size();
    this.examples = new int[size];
    this.labels = new int[size];
    this.splits = new byte[size];
    this.hashes = new long[Math.multiplyExact(size, HASH_WORDS)];
    this.checksums = new int[size];
    this.heights = new int[size];
    this.widths = new int[size];
  }

  /**
   * Fills the row of an image.
   *
   * @param label its class
   * @param hash SHA-256 of the file
   * @param checksum CRC-32C of the file, to notice quickly that it changed
   * @param source how large it comes
   */
  void set(int number, int label, byte[] hash, int checksum, StoredSize source) {
    examples[number] = number;
    labels[number] = label;
    splits[number] = layout.get(number).split().map(Split::code).orElse(UNDECIDED);
    ByteBuffer.wrap(hash).asLongBuffer().get(hashes, number * HASH_WORDS, HASH_WORDS);
    checksums[number] = checksum;
    heights[number] = source.height();
    widths[number] = source.width();
  }

  /** Leaves images out; those behind them get lower numbers. */
  void leaveOut(IntPredicate isUnwanted) {
    var next = 0;
    for (var number = 0; number < size; number++) {
      if (!isUnwanted.test(number)) {
        move(number, next++);
      }
    }
    size = next;
  }

  private void move(int from, int to) {
    examples[to] = examples[from];
    labels[to] = labels[from];
    splits[to] = splits[from];
    System.arraycopy(hashes, from * HASH_WORDS, hashes, to * HASH_WORDS, HASH_WORDS);
    checksums[to] = checksums[from];
    heights[to] = heights[from];
    widths[to] = widths[from];
  }

  @Override
  public int size() {
    return size;
  }

  /** What the layout says about an image. */
  Example example(int image) {
    return layout.get(examples[image]);
  }

  @Override
  public String sourceName(int image) {
    return example(image).name();
  }

  @Override
  public int label(int image) {
    return labels[image];
  }

  @Override
  public long hashWord(int image, int word) {
    return hashes[image * HASH_WORDS + word];
  }

  int checksum(int image) {
    return checksums[image];
  }

  /** How large an image comes. */
  StoredSize sourceSize(int image) {
    return new StoredSize(heights[image], widths[image]);
  }

  long sourcePixels(int image) {
    return (long) heights[image] * widths[image];
  }

  /** What an image is for; null until that is decided. */
  @Override
  public Split split(int image) {
    return splits[image] == UNDECIDED ? null : Split.ofCode(splits[image]);
  }

  void decide(int image, Split split) {
    splits[image] = split.code();
  }
}
