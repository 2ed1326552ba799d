package dev.pharos.serving.model;

import dev.pharos.artifacts.Artifacts;
import dev.pharos.contracts.ArtifactRef;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.stream.IntStream;

/** Loads model files from the artifact store and warms them up. */
public final class ArtifactModelLoader implements ModelLoader {
  private final Artifacts artifacts;
  private final BatchingConfig batching;
  private final MeterRegistry meters;
  private final Counter failures;

  public ArtifactModelLoader(Artifacts artifacts, BatchingConfig batching, MeterRegistry meters) {
    this.artifacts = artifacts;
    this.batching = batching;
    this.meters = meters;
    this.failures =
        Counter.builder("pharos.serving.load.failures")
            .description("Model versions that could not be loaded")
            .register(meters);
  }

  @Override
  public LoadedModel load(VersionKey key, ArtifactRef artifact) throws IOException {
    var done = false;
    try (var file = artifacts.hold(artifact)) {
      var model = load(key, EngineNetwork.load(file.file()));
      done = true;
      return model;
    } finally {
      if (!done) {
        failures.increment();
      }
    }
  }

  private LoadedModel load(VersionKey key, Network network) {
    try {
      network.warmUp(batchSizes());
      return new LoadedModel(key, network, batching, new VersionMeters(meters, key));
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  /** One image, as most requests bring, and the doublings up to the largest batch. */
  private int[] batchSizes() {
    var doublings = IntStream.iterate(1, size -> size < batching.maxSize(), size -> 2 * size);
    return IntStream.concat(doublings, IntStream.of(batching.maxSize())).toArray();
  }
}
