package dev.pharos.dataset.imports;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.dataset.imports.ClaimWatch.Open;
import dev.pharos.dataset.packing.ImportProgress.Snapshot;
import dev.pharos.runtime.database.Jsonb;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table {@code dataset_imports}. */
public final class ImportStore {
  private static final String COLUMNS =
      "id, command, dataset, source, uploaded_file, split_seed, max_bad_share, options, claim, phase, done,"
          + " total, seconds_left, bad, bad_files, left_out, reason, version, starts, cancel_requested_at, created_at, updated_at,"
          + " ended_at ";

  /** Notes an import; the same command twice gives the import that is there already. */
  public ImportRow add(Handle handle, NewImport asked) {
    return add(handle, UUID.randomUUID(), asked);
  }

  /** The same with an id that is known before. */
  ImportRow add(Handle handle, UUID id, NewImport asked) {
    return handle
        .createQuery(
            """
            insert into dataset_imports
              (id, command, dataset, source, uploaded_file, split_seed, max_bad_share, options,
               phase)
            values
              (:id, :command, :dataset, :source, :uploadedFile, :splitSeed, :maxBadShare,
               :optionsJson, 'WAITING')
            on conflict (command) do update set command = excluded.command
            returning\s"""
                + COLUMNS)
        .bind("id", id)
        .bindMethods(asked)
        .bind("optionsJson", Jsonb.of(asked.options()))
        .mapTo(ImportRow.class)
        .one();
  }

  /** An import. */
  public Optional<ImportRow> find(Handle handle, UUID id) {
    return handle
        .createQuery("select " + COLUMNS + "from dataset_imports where id = :id")
        .bind("id", id)
        .mapTo(ImportRow.class)
        .findOne();
  }

  /**
   * Imports, newest first.
   *
   * @param dataset of this data set only; null for all
   * @param beforeTime with {@code beforeId}, the last that was seen; null for the first
   */
  public List<ImportRow> list(
      Handle handle, String dataset, Instant beforeTime, UUID beforeId, int limit) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + """
                from dataset_imports
                where (cast(:dataset as text) is null or dataset = :dataset)
                  and (cast(:beforeTime as timestamptz) is null
                    or (created_at, id) < (:beforeTime, cast(:beforeId as uuid)))
                order by created_at desc, id desc
                limit :limit""")
        .bind("dataset", dataset)
        .bind("beforeTime", beforeTime)
        .bind("beforeId", beforeId)
        .bind("limit", limit)
        .mapTo(ImportRow.class)
        .list();
  }

  /** The imports that have not ended, oldest first. */
  List<Open> open(Handle handle) {
    return handle
        .createQuery(
            """
            select id, claim, updated_at from dataset_imports
            where ended_at is null order by created_at, id""")
        .mapTo(Open.class)
        .list();
  }

  /** The claims under which somebody works, or has until he died. */
  List<String> claims(Handle handle) {
    return handle
        .createQuery(
            "select claim::text from dataset_imports where ended_at is null and claim is not null")
        .mapTo(String.class)
        .list();
  }

  /**
   * Claims an import and counts a beginning; empty if it has ended meanwhile, or somebody else has
   * claimed it or renewed his claim.
   *
   * @param seen as it was when it could be taken
   */
  Optional<ImportRow> begin(Handle handle, Open seen, UUID claim) {
    return handle
        .createQuery(
            """
            update dataset_imports
            set claim = :claim, starts = starts + 1, phase = 'WAITING', done = 0, total = 0,
                bad = 0, updated_at = clock_timestamp()
            where id = :id and ended_at is null
              and claim is not distinct from cast(:before as uuid) and updated_at = :updatedAt
            returning\s"""
                + COLUMNS)
        .bind("id", seen.id())
        .bind("claim", claim)
        .bind("before", seen.claim())
        .bind("updatedAt", seen.updatedAt())
        .mapTo(ImportRow.class)
        .findOne();
  }

  /** Gives a beginning back that was not the import's fault: the service is stopping. */
  void unbegin(Handle handle, ImportRow row) {
    handle
        .createUpdate(
            """
            update dataset_imports set starts = starts - 1, claim = null
            where id = :id and claim = :claim and ended_at is null""")
        .bindMethods(row)
        .execute();
  }

  /**
   * Renews a claim and notes how far the import is.
   *
   * @return whether somebody wants it to end; empty if the claim is lost, or the import has ended
   */
  Optional<Boolean> renew(Handle handle, ImportRow row, Snapshot at) {
    return handle
        .createQuery(
            """
            update dataset_imports
            set phase = :phase, done = :done, total = :total, seconds_left = :secondsLeft,
                bad = :bad, updated_at = clock_timestamp()
            where id = :id and claim = :claim and ended_at is null
            returning cancel_requested_at is not null""")
        .bind("id", row.id())
        .bind("claim", row.claim())
        .bindMethods(at)
        .mapTo(Boolean.class)
        .findOne();
  }

  /** Whether any other import is being worked on. */
  boolean isUnderWayBesides(Handle handle, UUID id) {
    return handle
        .createQuery(
            """
            select exists (select from dataset_imports
              where ended_at is null and claim is not null and id is distinct from cast(:id as uuid))""")
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  /** Asks for an import to end; false if it has ended, or never was. */
  public boolean requestCancel(Handle handle, UUID id) {
    return handle
            .createUpdate(
                """
                update dataset_imports
                set cancel_requested_at = coalesce(cancel_requested_at, now())
                where id = :id and ended_at is null""")
            .bind("id", id)
            .execute()
        > 0;
  }

  /** Ends an import; false if the claim is lost, or it had ended before. */
  boolean end(
      Handle handle,
      ImportRow row,
      ImportPhase phase,
      Snapshot at,
      List<BadFile> badFiles,
      long leftOut,
      String reason,
      Integer version) {
    return handle
            .createUpdate(
                """
                update dataset_imports
                set phase = :phase, done = :done, total = :total, seconds_left = null, bad = :bad,
                    bad_files = :badFiles, left_out = :leftOut, reason = :reason, version = :version,
                    updated_at = now(), ended_at = now(), claim = null
                where id = :id and claim = :claim and ended_at is null""")
            .bind("id", row.id())
            .bind("claim", row.claim())
            .bind("phase", phase)
            .bind("done", at.done())
            .bind("total", at.total())
            .bind("bad", at.bad())
            .bind("badFiles", Jsonb.of(badFiles))
            .bind("leftOut", leftOut)
            .bind("reason", reason)
            .bind("version", version)
            .execute()
        > 0;
  }

  /** Whether an import that has not ended needs this upload. */
  boolean needsUpload(Handle handle, String digest) {
    return handle
        .createQuery(
            """
            select exists (
              select from dataset_imports where uploaded_file = :digest and ended_at is null)""")
        .bind("digest", digest)
        .mapTo(Boolean.class)
        .one();
  }
}
