package dev.pharos.engine.onednn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts buffers into one stretch of memory so that two that are needed at the same time do not
 * overlap: the largest first, each at the lowest place that is free. Predicting, two or three
 * buffers' worth is enough for any number of layers; training, gradients share what activations do
 * not need.
 */
final class MemoryPlan {
  /** Of vector instructions and cache lines. */
  private static final long ALIGNMENT = 64;

  private MemoryPlan() {}

  /**
   * Places buffers.
   *
   * @return bytes they need together
   */
  static long place(List<Buffer> buffers) {
    var order =
        buffers.stream()
            .filter(Buffer::isPlaced)
            .sorted(Comparator.comparingLong(Buffer::bytes).reversed())
            .toList();
    var placed = new ArrayList<Buffer>();
    long total = 0;
    for (var buffer : order) {
      long at = 0;
      for (var other : placed) {
        if (other.meets(buffer) && other.offset() < at + buffer.bytes()) {
          at = Math.max(at, aligned(other.end()));
        }
      }
      buffer.place(at);
      total = Math.max(total, aligned(buffer.end()));
      placed.add(buffer);
      placed.sort(Comparator.comparingLong(Buffer::offset));
    }
    return total;
  }

  private static long aligned(long offset) {
    return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
