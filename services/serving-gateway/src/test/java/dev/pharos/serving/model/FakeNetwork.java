package dev.pharos.serving.model;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.prepare.Fit;
import dev.pharos.imaging.prepare.Preprocessing;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** A network of one pixel whose first probability is that pixel; it can be held up. */
final class FakeNetwork implements Network {
  private static final ImageShape PIXEL = new ImageShape(1, 1, 1);

  final Queue<Integer> passes = new ConcurrentLinkedQueue<>();
  final Semaphore permits = new Semaphore(0);
  final Semaphore begun = new Semaphore(0);
  volatile boolean held;
  volatile boolean closed;
  volatile RuntimeException failure;

  @Override
  public Signature signature() {
    return new Signature(
        "fake",
        new Preprocessing(PIXEL, PIXEL, Fit.CROP, List.of(0.0), List.of(1.0)),
        List.of("yes", "no"));
  }

  @Override
  public float[][] probabilities(float[] pixels, int count) {
    if (closed) {
      throw new IllegalStateException("used after it was closed");
    }
    begun.release();
    if (held) {
      permits.acquireUninterruptibly();
    }
    if (failure != null) {
      throw failure;
    }
    passes.add(count);
    var rows = new float[count][];
    for (var i = 0; i < count; i++) {
      rows[i] = new float[] {pixels[i], 1 - pixels[i]};
    }
    return rows;
  }

  @Override
  public void warmUp(int... batchSizes) {}

  @Override
  public long parameterBytes() {
    return 4;
  }

  @Override
  public void close() {
    closed = true;
  }
}
