package dev.pharos.imaging.prepare;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps the batches of an epoch that has ended for the next one: they are large, and an epoch of
 * few images would spend more time on getting their memory than on filling them. Where memory gets
 * short they are let go. Safe for any number of threads.
 */
final class BatchPool {
  private final int capacity;
  private final int volume;
  private SoftReference<Deque<Batch>> kept = new SoftReference<>(null);

  /**
   * @param capacity images per batch
   * @param volume values per image
   */
  BatchPool(int capacity, int volume) {
    this.capacity = capacity;
    this.volume = volume;
  }

  /** A batch that nobody uses; a new one if none was given back. */
  synchronized Batch take() {
    var batches = kept.get();
    return batches == null || batches.isEmpty() ? new Batch(capacity, volume) : batches.remove();
  }

  /** Takes back what nobody uses any more. */
  synchronized void give(Batch batch) {
    var batches = kept.get();
    if (batches == null) {
      batches = new ArrayDeque<>();
      kept = new SoftReference<>(batches);
    }
    batches.add(batch);
  }
}
