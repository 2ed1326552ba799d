package dev.pharos.dataset.http;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.packed.PackedDataset;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Packed data sets that somebody looked at lately, open. */
final class OpenDatasets {
  private static final int MOST = 16;

  private final ArtifactStore artifacts;
  private final Map<String, PackedDataset> open = new LinkedHashMap<>(MOST, 0.75f, true);

  OpenDatasets(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /** Opens a data set, or gives the one that is open; touches the disk. */
  PackedDataset get(ArtifactRef packed) throws IOException {
    synchronized (open) {
      var known = open.get(packed.digest());
      if (known != null) {
        return known;
      }
    }
    // Outside of the lock: the first look at a large data set reads all of it.
    var dataset = PackedDataset.open(artifacts.localFile(packed), artifacts::localFile);
    synchronized (open) {
      open.put(packed.digest(), dataset);
      if (open.size() > MOST) {
        open.remove(open.keySet().iterator().next());
      }
    }
    return dataset;
  }
}
