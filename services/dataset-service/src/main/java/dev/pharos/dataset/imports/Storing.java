package dev.pharos.dataset.imports;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.dataset.DatasetStore;
import dev.pharos.dataset.DatasetStore.Added;
import dev.pharos.dataset.DatasetStore.OvertakenException;
import dev.pharos.dataset.packing.PackedImport;
import java.io.IOException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what an import has packed into the artifact store, and ends the import with it. */
final class Storing {
  private static final Logger log = LoggerFactory.getLogger(Storing.class);

  private final Patiently patiently;
  private final VersionFiles files;
  private final DatasetStore datasets;
  private final ImportEnds ends;

  Storing(Patiently patiently, VersionFiles files, DatasetStore datasets, ImportEnds ends) {
    this.patiently = patiently;
    this.files = files;
    this.datasets = datasets;
    this.ends = ends;
  }

  /**
   * Makes the version, unless there is one of the same content.
   *
   * @param base the version that was added to, if one was
   * @throws OvertakenException if somebody else has made or deleted a version meanwhile
   * @throws LostClaimException if somebody else works on the import by now
   */
  void end(RunningImport run, PackedImport packed, Optional<Integer> base)
      throws IOException, InterruptedException {
    var row = run.row();
    var same =
        patiently.inTransaction(
            run, handle -> datasets.sameContent(handle, row.dataset(), packed.contentId()));
    var artifact = files.keep(packed.file(), same);
    run.beginEnding();
    try {
      var added =
          patiently.inTransaction(run, handle -> name(handle, run, packed, artifact, base, same));
      var how = added.isNew() ? "is new" : "was there already";
      log.info("{} version {} {}", row.dataset(), added.version(), how);
      if (!added.packed().equals(artifact)) {
        files.discard(artifact, row.id());
      }
    } catch (OvertakenException e) {
      files.discard(artifact, row.id());
      throw e;
    }
  }

  private Added name(
      Handle handle,
      RunningImport run,
      PackedImport packed,
      ArtifactRef artifact,
      Optional<Integer> base,
      Optional<Added> same) {
    files.aboutToName(artifact);
    var added = ends.ready(handle, run, packed, artifact, base);
    if (same.isPresent() && added.isNew()) {
      // The version whose file this one would have used was deleted since it was found.
      throw new OvertakenException(run.row().dataset(), same.get().version());
    }
    return added;
  }
}
