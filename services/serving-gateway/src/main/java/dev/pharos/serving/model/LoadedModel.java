package dev.pharos.serving.model;

import java.util.concurrent.CompletableFuture;

/** A version of a model in memory, ready to answer. Use it only while holding a {@link Lease}. */
public final class LoadedModel {
  private final VersionKey key;
  private final Network network;
  private final Batcher batcher;
  private final VersionMeters meters;

  LoadedModel(VersionKey key, Network network, BatchingConfig batching, VersionMeters meters) {
    this.key = key;
    this.network = network;
    this.meters = meters;
    this.batcher = new Batcher(key.toString(), network, batching, meters::passed);
  }

  /** Which version of which model it is. */
  public VersionKey key() {
    return key;
  }

  /** What it takes and gives. */
  public Signature signature() {
    return network.signature();
  }

  /** What is measured of it. */
  public VersionMeters meters() {
    return meters;
  }

  /**
   * Class probabilities of prepared images.
   *
   * @param pixels exactly {@code count} images, prepared as in training, one after another
   * @return fails with {@link dev.pharos.runtime.OverloadedException} when too many wait already
   */
  public CompletableFuture<Prediction> classify(float[] pixels, int count) {
    return batcher.submit(pixels, count);
  }

  /** Images that wait to be computed. */
  public int waiting() {
    return batcher.waiting();
  }

  /** Bytes of native memory that its parameters take. */
  public long parameterBytes() {
    return network.parameterBytes();
  }

  /** Answers what waits and frees the memory. Blocks. */
  void close() {
    batcher.close();
    network.close();
  }
}
