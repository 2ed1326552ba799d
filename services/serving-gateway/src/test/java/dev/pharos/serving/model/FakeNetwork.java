package dev.pharos.serving.model;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.prepare.Fit;
import dev.pharos.imaging.prepare.Preprocessing;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** A network whose first probability is an image's first pixel; it can be held up. */
public final class FakeNetwork implements Network {
  private final ImageShape shape;
  final Queue<Integer> passes = new ConcurrentLinkedQueue<>();
  final Semaphore permits = new Semaphore(0);
  final Semaphore begun = new Semaphore(0);
  public volatile boolean held;
  volatile boolean closed;
  volatile RuntimeException failure;

  /** A network of one pixel. */
  FakeNetwork() {
    this(new ImageShape(1, 1, 1));
  }

  public FakeNetwork(ImageShape shape) {
    this.shape = shape;
  }

  /** Lets everything that is held up go on. */
  public void letGo() {
    held = false;
    permits.release(1_000);
  }

  /** This network as a version in memory. */
  public LoadedModel loaded(VersionKey key, BatchingConfig batching, MeterRegistry meters) {
    return new LoadedModel(key, this, batching, new VersionMeters(meters, key));
  }

  @Override
  public Signature signature() {
    return new Signature(
        "fake",
        new Preprocessing(shape, shape, Fit.CROP, List.of(0.0), List.of(1.0)),
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
      rows[i] = new float[] {pixels[i * shape.volume()], 1 - pixels[i * shape.volume()]};
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
