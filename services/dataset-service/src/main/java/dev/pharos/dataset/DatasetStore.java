package dev.pharos.dataset;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.packing.ClassCount;
import dev.pharos.runtime.database.Json;
import dev.pharos.runtime.database.Jsonb;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables {@code datasets} and {@code dataset_versions}. */
public final class DatasetStore {
  private static final String VERSION_COLUMNS =
      "dataset, version, content_id, packed_digest, packed_size, height, width, channels, classes,"
          + " counts, training, validation, test, statistics, bad_files, source, created_at ";

  /**
   * A data set.
   *
   * @param latest its newest version
   */
  public record DatasetRow(String name, Instant createdAt, int latest) {}

  /** Mean and standard deviation per channel of the training images, 0 to 1. */
  public record Statistics(List<Double> mean, List<Double> deviation) {}

  /** A version of a data set, as the table has it. */
  public record VersionRow(
      String dataset,
      int version,
      String contentId,
      String packedDigest,
      long packedSize,
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
      String source,
      Instant createdAt) {}

  /** A version that was made, or was there already. */
  public record Added(int version, boolean isNew) {}

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
   */
  public Added add(Handle handle, VersionRow version) {
    // The update locks the data set: versions are numbered one after the other.
    handle
        .createUpdate(
            "insert into datasets (name) values (:name)"
                + " on conflict (name) do update set name = excluded.name")
        .bind("name", version.dataset())
        .execute();
    var same = sameContent(handle, version);
    return same.isPresent()
        ? new Added(same.get(), false)
        : new Added(insert(handle, version), true);
  }

  private static Optional<Integer> sameContent(Handle handle, VersionRow version) {
    return handle
        .createQuery(
            "select version from dataset_versions"
                + " where dataset = :dataset and content_id = :contentId")
        .bind("dataset", version.dataset())
        .bind("contentId", version.contentId())
        .mapTo(Integer.class)
        .findOne();
  }

  private static int insert(Handle handle, VersionRow version) {
    return handle
        .createQuery(
            """
            insert into dataset_versions
              (dataset, version, content_id, packed_digest, packed_size, height, width, channels,
               classes, counts, training, validation, test, statistics, bad_files, source)
            select :dataset, coalesce(max(version), 0) + 1, :contentId, :packedDigest, :packedSize,
              :height, :width, :channels, :classesJson, :countsJson, :training, :validation, :test,
              :statisticsJson, :badFilesJson, :source
            from dataset_versions where dataset = :dataset
            returning version""")
        .bindMethods(version)
        .bind("classesJson", Jsonb.of(version.classes()))
        .bind("countsJson", Jsonb.of(version.counts()))
        .bind("statisticsJson", Jsonb.of(version.statistics()))
        .bind("badFilesJson", Jsonb.of(version.badFiles()))
        .mapTo(Integer.class)
        .one();
  }
}
