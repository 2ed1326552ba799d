package dev.pharos.worker.training;

import dev.pharos.artifacts.Artifacts;
import dev.pharos.artifacts.HeldArtifact;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.packed.PackedDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A packed data set, open, with all the files that its images lie in. */
final class HeldDataset implements AutoCloseable {
  private final List<HeldArtifact> files = new ArrayList<>();
  private final Artifacts artifacts;
  private final Runnable check;

  private HeldDataset(Artifacts artifacts, Runnable check) {
    this.artifacts = artifacts;
    this.check = check;
  }

  /** Something that is done with a data set. */
  @FunctionalInterface
  interface Use<T> {
    T with(PackedDataset dataset) throws IOException, InterruptedException;
  }

  /**
   * Brings a data set here, which may take long, and does something with it.
   *
   * @param check called often until it is here; what it throws ends that
   */
  static <T> T use(Artifacts artifacts, ArtifactRef packed, Runnable check, Use<T> use)
      throws IOException, InterruptedException {
    try (var held = new HeldDataset(artifacts, check);
        var dataset = PackedDataset.open(held.file(packed), held::file)) {
      return use.with(dataset);
    }
  }

  private Path file(ArtifactRef artifact) throws IOException {
    var held = artifacts.hold(artifact, check);
    files.add(held);
    return held.file();
  }

  @Override
  public void close() {
    files.forEach(HeldArtifact::close);
  }
}
