package dev.pharos.dataset.imports;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.dataset.DatasetStore;
import dev.pharos.dataset.DatasetStore.OvertakenException;
import dev.pharos.dataset.DatasetStore.VersionRow;
import dev.pharos.dataset.ImportsConfig;
import dev.pharos.dataset.packing.ImportProgress;
import dev.pharos.dataset.packing.Importer;
import dev.pharos.dataset.packing.PackedImport;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.Source;
import dev.pharos.dataset.source.StoppedException;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.runtime.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one import from its beginning to its end, on a thread that may block.
 *
 * <p>Until the transaction that ends it nothing of it can be seen; a process that dies before
 * leaves an import that the next one begins again.
 */
final class ImportRunner {
  private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);

  /** An import that was begun so often and never ended is what kills the process. */
  private static final int MOST_STARTS = 3;

  /** How often an import that adds begins again because somebody else's was faster. */
  private static final int MOST_REBASES = 10;

  private final ImportsConfig config;
  private final Database database;
  private final ImportFiles files;
  private final ArtifactStore artifacts;
  private final Patiently patiently;
  private final Storing storing;
  private final ImportStore imports;
  private final DatasetStore datasets;
  private final ImportEnds ends;
  private final ImportMeters meters;

  ImportRunner(
      ImportsConfig config,
      Database database,
      ImportFiles files,
      ArtifactStore artifacts,
      VersionFiles versionFiles,
      ImportStore imports,
      DatasetStore datasets,
      ImportEnds ends,
      ImportMeters meters) {
    this.config = config;
    this.database = database;
    this.files = files;
    this.artifacts = artifacts;
    this.patiently = new Patiently(database);
    this.storing = new Storing(patiently, versionFiles, datasets, ends);
    this.imports = imports;
    this.datasets = datasets;
    this.ends = ends;
    this.meters = meters;
  }

  void run(RunningImport run) throws InterruptedException {
    var row = run.row();
    log.info("import {} of {} from {} begins", row.id(), row.dataset(), row.source());
    try {
      runClaimed(run);
    } catch (LostClaimException e) {
      log.warn("{}; this one leaves it alone", e.getMessage());
    } finally {
      clean(row);
    }
  }

  private void runClaimed(RunningImport run) throws InterruptedException {
    var row = run.row();
    try {
      if (row.cancelRequestedAt() != null) {
        run.cancel();
      }
      if (row.starts() > MOST_STARTS && !run.isCancelled()) {
        throw new ImportException(
            "the data-set service ended %d times while it worked on this import; it may need more memory"
                .formatted(MOST_STARTS));
      }
      run.progress().throwIfStopped();
      work(run);
      ended(run, ImportPhase.READY);
    } catch (ImportException e) {
      fail(run, e.getMessage());
    } catch (StoppedException e) {
      stopped(run);
    } catch (LostClaimException e) {
      throw e;
    } catch (IOException e) {
      log.warn("import {} of {} failed", row.id(), row.dataset(), e);
      fail(run, "reading or writing failed: " + message(e));
    } catch (RuntimeException | Error e) {
      log.error("import {} of {} failed unexpectedly", row.id(), row.dataset(), e);
      fail(run, "an unexpected failure inside the data-set service: " + message(e));
    }
  }

  private void work(RunningImport run) throws IOException, ImportException, InterruptedException {
    for (var time = 1; ; time++) {
      try {
        workOnce(run);
        return;
      } catch (OvertakenException e) {
        if (time == MOST_REBASES) {
          throw new ImportException(
              "others kept adding to '%s' while this import ran; import it again"
                  .formatted(run.row().dataset()),
              e);
        }
        log.info("import {} begins again: {}", run.row().id(), e.getMessage());
        run.beginAgain();
      }
    }
  }

  private void workOnce(RunningImport run)
      throws IOException, ImportException, InterruptedException {
    var row = run.row();
    var folder = files.newWorkFolder(row.claim());
    var base = row.options().adds() ? Optional.of(newest(row)) : Optional.<VersionRow>empty();
    try (var source = files.open(row, folder, run.progress())) {
      var packed = pack(row, source, base, folder.resolve("packed"), run.progress());
      run.progress().throwIfStopped();
      storing.end(run, packed, base.map(VersionRow::version));
    }
  }

  private VersionRow newest(ImportRow row) throws ImportException {
    return database
        .inTransactionBlocking(
            handle -> datasets.versions(handle, row.dataset()).stream().findFirst())
        .orElseThrow(
            () ->
                new ImportException(
                    "there is no data set '%s' to add to; import one first"
                        .formatted(row.dataset())));
  }

  private PackedImport pack(
      ImportRow row, Source source, Optional<VersionRow> base, Path target, ImportProgress progress)
      throws IOException, ImportException, InterruptedException {
    var importer =
        new Importer(
            config.settings(row.splitSeed(), row.maxBadShare(), row.options().layout()), progress);
    if (base.isEmpty()) {
      return importer.run(source, target);
    }
    var packed = new ArtifactRef(base.get().packedDigest(), base.get().packedSize());
    try (var before = PackedDataset.open(artifacts.localFile(packed), artifacts::localFile)) {
      return importer.add(source, before, packed, target).addedTo(base.get().report());
    }
  }

  private void stopped(RunningImport run) throws InterruptedException {
    if (run.isCancelled()) {
      fail(run, "cancelled");
    } else if (run.isLost()) {
      throw new LostClaimException(run.row());
    } else {
      log.info("import {} goes on when the service starts again", run.row().id());
      run.beginEnding();
      patiently.inTransaction(
          run,
          handle -> {
            imports.unbegin(handle, run.row());
            return run;
          });
    }
  }

  private void fail(RunningImport run, String reason) throws InterruptedException {
    log.info("import {} of {} ends: {}", run.row().id(), run.row().dataset(), reason);
    run.beginEnding();
    patiently.inTransaction(
        run,
        handle -> {
          ends.failed(handle, run, reason);
          return reason;
        });
    ended(run, run.isCancelled() ? ImportPhase.CANCELLED : ImportPhase.FAILED);
  }

  private void ended(RunningImport run, ImportPhase phase) {
    log.info("import {} is {} after {} ms", run.row().id(), phase, run.age().toMillis());
    meters.ended(phase, run.progress().snapshot(), run.age());
  }

  private void clean(ImportRow row) {
    try {
      files.discardWork(row.claim().toString());
      if (row.uploadedFile() != null) {
        files.discardUpload(row.uploadedFile(), () -> isNeeded(row.uploadedFile()));
      }
    } catch (IOException | RuntimeException e) {
      // It is tried again every now and then.
      log.warn("cannot delete the files of import {}", row.id(), e);
    }
  }

  private boolean isNeeded(String upload) {
    return database.inTransactionBlocking(handle -> imports.needsUpload(handle, upload));
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
