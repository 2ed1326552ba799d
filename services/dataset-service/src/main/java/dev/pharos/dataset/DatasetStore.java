package dev.pharos.dataset;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.packing.ClassCount;
import dev.pharos.dataset.packing.ImportReport;
import dev.pharos.runtime.database.Json;
import dev.pharos.runtime.database.Jsonb;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The tables {@code datasets} and {@code dataset_versions}. */
public final class DatasetStore {
  private static final String VERSION_COLUMNS =
      "dataset, version, content_id, packed_digest, packed_size, parts, height, width, channels, classes,"
          + " counts, training, validation, test, statistics, bad_files, left_out, report, source,"
          + " created_at ";

  /**
   * A data set.
   *
   * @param latest its newest version
   */
  public record DatasetRow(String name, Instant createdAt, int latest) {}

  /**
   * What the training images' colours are like, 0 to 1: mean and standard deviation per channel,
   * and the covariance of the channels with its eigenvalues and eigenvectors (rows). Versions made
   * before these were computed have none.
   */
  public record Statistics(
      List<Double> mean,
      List<Double> deviation,
      List<List<Double>> covariance,
      List<Double> eigenvalues,
      List<List<Double>> eigenvectors) {}

  /**
   * A version of a data set, as the table has it.
   *
   * @param parts the files in which images lie besides the packed one
   * @param badFiles the first of the files that were left out
   * @param leftOut how many were
   */
  public record VersionRow(
      String dataset,
      int version,
      String contentId,
      String packedDigest,
      long packedSize,
      @Json List<ArtifactRef> parts,
      int height,
      int width,
      int channels,
      @Json List<String> classes,
      @Json List<ClassCount> counts,
      int training,
      int validation,
      int test,
      @Json Statistics statistics,
      @Json List<BadFile> badFiles,
      long leftOut,
      @Json ImportReport report,
      String source,
      Instant createdAt) {}

  /** Somebody else made a version that this one does not know of. */
  public static final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OvertakenException(String dataset, int base, int newest) {
      super(
          "%s@%d was added to, and the newest version is %d by now"
              .formatted(dataset, base, newest));
    }

    /** The version whose content came again is no more. */
    public OvertakenException(String dataset, int deleted) {
      super("%s@%d was deleted at this moment".formatted(dataset, deleted));
    }
  }

  /** A version that was made, or was there already; then it has its own packed file. */
  public record Added(int version, boolean isNew, ArtifactRef packed) {}

  /** Data sets by name, after one that was seen last ({@code ""} for the first). */
  public List<DatasetRow> list(Handle handle, String after, int limit) {
    return handle
        .createQuery(
            """
            select name, datasets.created_at, max(version) as latest
            from datasets join dataset_versions on dataset = name
            where name > :after
            group by name
            order by name
            limit :limit""")
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(DatasetRow.class)
        .list();
  }

  /** A data set; one without a version does not exist. */
  public Optional<DatasetRow> find(Handle handle, String name) {
    return handle
        .createQuery(
            """
            select name, datasets.created_at, max(version) as latest
            from datasets join dataset_versions on dataset = name
            where name = :name
            group by name""")
        .bind("name", name)
        .mapTo(DatasetRow.class)
        .findOne();
  }

  /** The versions of a data set, newest first. */
  public List<VersionRow> versions(Handle handle, String dataset) {
    return handle
        .createQuery(
            "select "
                + VERSION_COLUMNS
                + "from dataset_versions where dataset = :dataset order by version desc")
        .bind("dataset", dataset)
        .mapTo(VersionRow.class)
        .list();
  }

  /** A version of a data set. */
  public Optional<VersionRow> version(Handle handle, String dataset, int version) {
    return handle
        .createQuery(
            "select "
                + VERSION_COLUMNS
                + "from dataset_versions where dataset = :dataset and version = :version")
        .bind("dataset", dataset)
        .bind("version", version)
        .mapTo(VersionRow.class)
        .findOne();
  }

  /**
   * Adds a version, unless the data set has one of the same content; makes the data set if it does
   * not exist.
   *
   * @param version its number and time of creation do not matter
   * @param base the version that it adds to, if it does
   * @throws OvertakenException if that is not the newest any more, so that images would be lost
   */
  public Added add(Handle handle, VersionRow version, Optional<Integer> base) {
    // The update locks the data set: versions are numbered one after the other.
    handle
        .createUpdate(
            "insert into datasets (name) values (:name)"
                + " on conflict (name) do update set name = excluded.name")
        .bind("name", version.dataset())
        .execute();
    var same = sameContent(handle, version.dataset(), version.contentId());
    if (same.isPresent()) {
      return same.get();
    }
    base.ifPresent(number -> requireNewest(handle, version.dataset(), number));
    var packed = new ArtifactRef(version.packedDigest(), version.packedSize());
    return new Added(insert(handle, version), true, packed);
  }

  private static void requireNewest(Handle handle, String dataset, int base) {
    var newest =
        handle
            .createQuery(
                "select coalesce(max(version), 0) from dataset_versions where dataset = :dataset")
            .bind("dataset", dataset)
            .mapTo(Integer.class)
            .one();
    if (newest != base) {
      throw new OvertakenException(dataset, base, newest);
    }
  }

  /** Lets nobody else add or delete versions until the transaction ends. */
  public void lock(Handle handle, String dataset) {
    handle.execute("select from datasets where name = ? for update", dataset);
  }

  /** The version of this content, if the data set has it. */
  public Optional<Added> sameContent(Handle handle, String dataset, String contentId) {
    return handle
        .createQuery(
            "select version, packed_digest, packed_size from dataset_versions"
                + " where dataset = :dataset and content_id = :contentId")
        .bind("dataset", dataset)
        .bind("contentId", contentId)
        .map(
            (row, context) ->
                new Added(
                    row.getInt("version"),
                    false,
                    new ArtifactRef(row.getString("packed_digest"), row.getLong("packed_size"))))
        .findOne();
  }

  /** Deletes a version; false if it was not there. */
  public boolean delete(Handle handle, String dataset, int version) {
    return handle
            .createUpdate(
                "delete from dataset_versions where dataset = :dataset and version = :version")
            .bind("dataset", dataset)
            .bind("version", version)
            .execute()
        > 0;
  }

  /** Whether any version of any data set has images in this file. */
  public boolean needs(Handle handle, String digest) {
    return handle
        .createQuery(
            """
            select exists (select from dataset_versions where packed_digest = :digest)
              or exists (select from dataset_versions
                where parts @> jsonb_build_array(jsonb_build_object('digest', :digest)))""")
        .bind("digest", digest)
        .mapTo(Boolean.class)
        .one();
  }

  /** A run that a version was made for, and the registered models that came of it. */
  public record Use(UUID run, String name, String state, @Json List<String> models) {}

  /** The runs that learnt from a version, newest first; the tables belong to the registry. */
  public List<Use> uses(Handle handle, String dataset, int version, int limit) {
    return handle
        .createQuery(
            """
            select id as run, name, state,
              coalesce((select jsonb_agg(model || '@' || version order by model, version)
                from model_versions where run_id = runs.id), '[]') as models
            from runs
            where dataset = :dataset and dataset_version = :version
            order by created_at desc, id
            limit :limit""")
        .bind("dataset", dataset)
        .bind("version", version)
        .bind("limit", limit)
        .mapTo(Use.class)
        .list();
  }

  private static int nextNumber(Handle handle, String dataset) {
    return handle
        .createQuery(
            """
            update datasets set last_version = 1 + greatest(last_version,
              (select coalesce(max(version), 0) from dataset_versions where dataset = name))
            where name = :dataset
            returning last_version""")
        .bind("dataset", dataset)
        .mapTo(Integer.class)
        .one();
  }

  private static int insert(Handle handle, VersionRow version) {
    return handle
        .createQuery(
            """
            insert into dataset_versions
              (dataset, version, content_id, packed_digest, packed_size, parts, height, width,
               channels, classes, counts, training, validation, test, statistics, bad_files,
               left_out, report, source)
            values (:dataset, :number, :contentId, :packedDigest, :packedSize, :partsJson,
              :height, :width, :channels, :classesJson, :countsJson, :training, :validation, :test,
              :statisticsJson, :badFilesJson, :leftOut, :reportJson, :source)
            returning version""")
        .bind("number", nextNumber(handle, version.dataset()))
        .bindMethods(version)
        .bind("partsJson", Jsonb.of(version.parts()))
        .bind("classesJson", Jsonb.of(version.classes()))
        .bind("countsJson", Jsonb.of(version.counts()))
        .bind("statisticsJson", Jsonb.of(version.statistics()))
        .bind("badFilesJson", Jsonb.of(version.badFiles()))
        .bind("reportJson", Jsonb.of(version.report()))
        .mapTo(Integer.class)
        .one();
  }
}
