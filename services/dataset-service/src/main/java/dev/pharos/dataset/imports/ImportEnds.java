package dev.pharos.dataset.imports;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Topics;
import dev.pharos.contracts.dataset.DatasetEvent;
import dev.pharos.contracts.dataset.DatasetReady;
import dev.pharos.contracts.dataset.ImportFailed;
import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.dataset.DatasetStore;
import dev.pharos.dataset.DatasetStore.Added;
import dev.pharos.dataset.DatasetStore.Statistics;
import dev.pharos.dataset.DatasetStore.VersionRow;
import dev.pharos.dataset.packing.PackedImport;
import dev.pharos.imaging.packed.Split;
import dev.pharos.messaging.Outbox;
import dev.pharos.messaging.OutgoingMessage;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Ends imports: what becomes of one, the version it made and the event that tells of both are one
 * transaction.
 */
final class ImportEnds {
  /** An event names so many bad files; the import's page names more. */
  private static final int BAD_FILES_TOLD = 20;

  private final ImportStore imports;
  private final DatasetStore datasets;
  private final Outbox outbox;

  ImportEnds(ImportStore imports, DatasetStore datasets, Outbox outbox) {
    this.imports = imports;
    this.datasets = datasets;
    this.outbox = outbox;
  }

  /**
   * The data set is there.
   *
   * @param base the version that was added to, if one was
   * @throws DatasetStore.OvertakenException if that is not the newest any more
   * @throws LostClaimException if somebody else works on the import by now
   */
  Added ready(
      Handle handle,
      RunningImport run,
      PackedImport packed,
      ArtifactRef artifact,
      Optional<Integer> base) {
    var row = run.row();
    var added = datasets.add(handle, version(run, packed, artifact), base);
    var ended =
        imports.end(
            handle,
            row,
            ImportPhase.READY,
            run.progress().snapshot(),
            run.progress().badFiles(),
            run.progress().leftOut(),
            null,
            added.version());
    if (!ended) {
      throw new LostClaimException(row);
    }
    tell(handle, row, event(run, packed, added));
    return added;
  }

  private static VersionRow version(RunningImport run, PackedImport packed, ArtifactRef artifact) {
    var info = packed.info();
    return new VersionRow(
        run.row().dataset(),
        0,
        packed.contentId(),
        artifact.digest(),
        artifact.size(),
        packed.parts(),
        info.shape().height(),
        info.shape().width(),
        info.shape().channels(),
        info.classes(),
        packed.counts(),
        info.images(Split.TRAIN),
        info.images(Split.VALIDATION),
        info.images(Split.TEST),
        new Statistics(
            info.mean(), info.std(), info.covariance(), info.eigenvalues(), info.eigenvectors()),
        run.progress().badFiles(),
        run.progress().leftOut(),
        packed.report(),
        run.row().source(),
        null);
  }

  private static DatasetReady event(RunningImport run, PackedImport packed, Added added) {
    var info = packed.info();
    return new DatasetReady(
        run.row().id(),
        run.row().dataset(),
        added.version(),
        added.packed(),
        info.shape().height(),
        info.shape().width(),
        info.shape().channels(),
        info.classes(),
        info.images(Split.TRAIN),
        info.images(Split.VALIDATION),
        info.images(Split.TEST),
        (int) run.progress().snapshot().bad(),
        added.isNew(),
        Instant.now());
  }

  /**
   * There is no data set, because somebody wanted none or for a reason.
   *
   * @throws LostClaimException if somebody else works on the import by now
   */
  void failed(Handle handle, RunningImport run, String reason) {
    var row = run.row();
    var cancelled = run.isCancelled();
    var badFiles = run.progress().badFiles();
    var ended =
        imports.end(
            handle,
            row,
            cancelled ? ImportPhase.CANCELLED : ImportPhase.FAILED,
            run.progress().snapshot(),
            badFiles,
            run.progress().leftOut(),
            reason,
            null);
    if (!ended) {
      throw new LostClaimException(row);
    }
    tell(
        handle,
        row,
        new ImportFailed(
            row.id(),
            row.dataset(),
            reason,
            cancelled,
            badFiles.stream().limit(BAD_FILES_TOLD).toList(),
            Instant.now()));
  }

  private void tell(Handle handle, ImportRow row, DatasetEvent event) {
    var message = OutgoingMessage.of(Topics.DATASET_EVENTS, row.dataset(), event);
    outbox.append(handle, row.command() == null ? message : message.answering(row.command()));
  }
}
