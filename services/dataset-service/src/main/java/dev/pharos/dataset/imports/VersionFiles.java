package dev.pharos.dataset.imports;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.MissingArtifactException;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.dataset.DatasetStore;
import dev.pharos.dataset.DatasetStore.Added;
import dev.pharos.runtime.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of versions in the artifact store. Their bytes come there before the row that names
 * them, and any number of processes put and delete the same ones: who is about to name a file makes
 * it young, and nobody deletes one that became younger since he asked whether it is needed. What
 * stays behind here, after a crash above all, the registry collects.
 */
public final class VersionFiles {
  private static final Logger log = LoggerFactory.getLogger(VersionFiles.class);

  private final Database database;
  private final ArtifactStore artifacts;
  private final DatasetStore datasets;
  private final ImportStore imports;

  /** The files in a store, and the tables that name them. */
  public VersionFiles(
      Database database, ArtifactStore artifacts, DatasetStore datasets, ImportStore imports) {
    this.database = database;
    this.artifacts = artifacts;
    this.datasets = datasets;
    this.imports = imports;
  }

  /**
   * Puts a packed data set into the store, unless a version of the same content has its file there.
   */
  ArtifactRef keep(Path packed, Optional<Added> same) throws IOException {
    if (same.isPresent() && artifacts.contains(same.get().packed())) {
      try {
        artifacts.touch(same.get().packed());
        return same.get().packed();
      } catch (MissingArtifactException e) {
        log.debug("{} was deleted at this moment", same.get().packed().digest());
      }
    }
    return artifacts.putFile(packed);
  }

  /**
   * Before each try to name a file: however long the tries take, nobody takes it for forgotten.
   *
   * @throws UncheckedIOException if it is gone
   */
  void aboutToName(ArtifactRef artifact) {
    try {
      artifacts.touch(artifact);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes those files of deleted versions that no version needs. */
  public void discard(Collection<ArtifactRef> files) {
    files.forEach(file -> discard(file, null));
  }

  /** Deletes the file that an import has put and that no version came to need. */
  void discard(ArtifactRef file, UUID importId) {
    try {
      // The age first: an import that begins after the question makes the file younger than that.
      var seen = artifacts.look(file);
      if (seen.isPresent() && isFree(file, importId)) {
        artifacts.delete(seen.get());
      }
    } catch (IOException | RuntimeException e) {
      log.warn("{}, which no version needs, stays until it is collected", file.digest(), e);
    }
  }

  private boolean isFree(ArtifactRef file, UUID importId) {
    return database.inTransactionBlocking(
        handle ->
            !imports.isUnderWayBesides(handle, importId) && !datasets.needs(handle, file.digest()));
  }
}
