package dev.pharos.dataset.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many texts in little memory: as UTF-8 one behind the other, in blocks that are never moved, and
 * four bytes besides for each. Not for several threads before all are added.
 */
public final class Texts {
  /** Texts in a block. */
  private static final int BLOCK = 1 << 10;

  private final List<byte[]> blocks = new ArrayList<>();

  /** For each block, where its texts end. */
  private final List<int[]> ends = new ArrayList<>();

  /** The block that is being filled. */
  private byte[] last = new byte[BLOCK];

  private int size;

  /** Adds a text and returns its number, which counts from 0. */
  public int add(String text) {
    var number = size % BLOCK;
    if (number == 0) {
      endBlock();
      ends.add(new int[BLOCK]);
      blocks.add(last);
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var begin = begin(size);
    var end = Math.addExact(begin, bytes.length);
    if (end > last.length) {
      last = Arrays.copyOf(last, Math.max(end, 2 * last.length));
      blocks.set(blocks.size() - 1, last);
    }
    System.arraycopy(bytes, 0, last, begin, bytes.length);
    ends.get(ends.size() - 1)[number] = end;
    return size++;
  }

  /** A full block keeps what it holds and no more. */
  private void endBlock() {
    if (!blocks.isEmpty()) {
      blocks.set(blocks.size() - 1, Arrays.copyOf(last, end(size - 1)));
      last = new byte[last.length];
    }
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The text of a number. */
  public String get(int number) {
    var begin = begin(number);
    return new String(
        blocks.get(number / BLOCK), begin, end(number) - begin, StandardCharsets.UTF_8);
  }

  /** Compares two texts by their code points. */
  public int compare(int one, int other) {
    return Arrays.compareUnsigned(
        blocks.get(one / BLOCK),
        begin(one),
        end(one),
        blocks.get(other / BLOCK),
        begin(other),
        end(other));
  }

  private int begin(int number) {
    return number % BLOCK == 0 ? 0 : end(number - 1);
  }

  private int end(int number) {
    return ends.get(number / BLOCK)[number % BLOCK];
  }
}
