package dev.pharos.worker.training;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many images were trained on per second, lately. Time that passes between the steps, for
 * evaluation and checkpoints, does not count.
 */
final class Throughput {
  private static final long WINDOW_NANOS = 5_000_000_000L;

  private record Step(int images, long nanos) {}

  private final Deque<Step> steps = new ArrayDeque<>();
  private long images;
  private long nanos;

  /** Counts a step. */
  void add(int stepImages, long stepNanos) {
    steps.addLast(new Step(stepImages, stepNanos));
    images += stepImages;
    nanos += stepNanos;
    while (steps.size() > 1 && nanos - steps.getFirst().nanos() >= WINDOW_NANOS) {
      var oldest = steps.removeFirst();
      images -= oldest.images();
      nanos -= oldest.nanos();
    }
  }

  /** Images per second; 0 before the first step. */
  double imagesPerSecond() {
    return nanos == 0 ? 0 : images * 1e9 / nanos;
  }
}
