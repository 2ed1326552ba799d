package dev.pharos.dataset.source;

import java.util.ArrayList;
import java.util.List;

/** A list of numbers that grows in blocks: eight bytes for each, and none to spare. */
final class Longs {
  private static final int BLOCK = 1 << 10;

  private final List<long[]> blocks = new ArrayList<>();
  private int size;

  void add(long number) {
    if (size % BLOCK == 0) {
      blocks.add(new long[BLOCK]);
    }
    blocks.get(size / BLOCK)[size % BLOCK] = number;
    size++;
  }

  long get(int place) {
    return blocks.get(place / BLOCK)[place % BLOCK];
  }
}
