package dev.pharos.dataset.packing;

import java.util.concurrent.Semaphore;

/**
 * Keeps the images that are decoded at the same moment within the memory there is: large
 * photographs then wait for each other while small ones use every thread.
 */
final class PixelBudget {
  /** What a decoder needs for a pixel at its worst: the file, its own buffer, and the result. */
  private static final int BYTES_PER_PIXEL = 12;

  private static final int PIXELS_PER_PERMIT = 1 << 10;

  private final int permits;
  private final Semaphore semaphore;

  PixelBudget(long bytes) {
    permits =
        (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / BYTES_PER_PIXEL / PIXELS_PER_PERMIT));
    // Fair: otherwise a stream of small images could keep a large one waiting for ever.
    semaphore = new Semaphore(permits, true);
  }

  /** Half of the memory that this process may use. */
  static PixelBudget ofHeap() {
    return new PixelBudget(Runtime.getRuntime().maxMemory() / 2);
  }

  /** Whether an image of so many pixels can be decoded at all. */
  boolean allows(long pixels) {
    return permits(pixels) <= permits;
  }

  /** Waits until so many pixels may be decoded; give back what this returns. */
  int acquire(long pixels) throws InterruptedException {
    var wanted = (int) permits(pixels);
    semaphore.acquire(wanted);
    return wanted;
  }

  void release(int acquired) {
    semaphore.release(acquired);
  }

  private static long permits(long pixels) {
    return pixels / PIXELS_PER_PERMIT + 1;
  }
}
