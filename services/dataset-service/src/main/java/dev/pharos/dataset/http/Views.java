package dev.pharos.dataset.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.dataset.DatasetStore.DatasetRow;
import dev.pharos.dataset.DatasetStore.VersionRow;
import dev.pharos.dataset.imports.ImportRow;
import dev.pharos.dataset.packing.ClassCount;
import dev.pharos.dataset.packing.ImportReport;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the HTTP API answers with. */
final class Views {
  /** More bad files than these are read in pages of their own. */
  private static final int BAD_FILES_SHOWN = 1_000;

  private Views() {}

  private static List<BadFile> first(List<BadFile> badFiles) {
    return badFiles.stream().limit(BAD_FILES_SHOWN).toList();
  }

  /** A part of a list; {@code next} is the cursor of the next part, null at the end. */
  record Page<T>(List<T> items, String next) {}

  /**
   * A part of a quarantine report.
   *
   * @param total how many files were left out
   * @param isCut whether the report names only the first of them
   */
  record Quarantine(List<BadFile> items, String next, long total, boolean isCut) {}

  /** A data set and its versions, newest first. */
  record Dataset(String name, Instant createdAt, List<Version> versions) {
    static Dataset of(DatasetRow row, List<VersionRow> versions) {
      return new Dataset(row.name(), row.createdAt(), versions.stream().map(Version::of).toList());
    }
  }

  /** A version of a data set. */
  record Version(
      int version,
      String contentId,
      int height,
      int width,
      int channels,
      List<String> classes,
      List<ClassCount> counts,
      int training,
      int validation,
      int test,
      List<Double> mean,
      List<Double> deviation,
      List<BadFile> badFiles,
      long leftOut,
      ArtifactRef packed,
      List<ArtifactRef> parts,
      String source,
      Instant createdAt) {
    static Version of(VersionRow row) {
      return new Version(
          row.version(),
          row.contentId(),
          row.height(),
          row.width(),
          row.channels(),
          row.classes(),
          row.counts(),
          row.training(),
          row.validation(),
          row.test(),
          row.statistics().mean(),
          row.statistics().deviation(),
          first(row.badFiles()),
          row.leftOut(),
          new ArtifactRef(row.packedDigest(), row.packedSize()),
          row.parts(),
          row.source(),
          row.createdAt());
    }
  }

  /** What is known about the images of a version. */
  record VersionStatistics(
      List<Double> mean,
      List<Double> deviation,
      List<List<Double>> covariance,
      List<Double> eigenvalues,
      List<List<Double>> eigenvectors,
      String meanImage,
      List<ClassCount> counts,
      ImportReport report) {
    static VersionStatistics of(VersionRow row) {
      return new VersionStatistics(
          row.statistics().mean(),
          row.statistics().deviation(),
          row.statistics().covariance(),
          row.statistics().eigenvalues(),
          row.statistics().eigenvectors(),
          "/v1/datasets/%s/versions/%d/mean-image".formatted(row.dataset(), row.version()),
          row.counts(),
          row.report());
    }
  }

  /** An image to look at. */
  record Sample(
      int index, @JsonProperty("class") String name, String split, String source, String url) {}

  /** An import. */
  record Import(
      UUID id,
      String dataset,
      String source,
      ImportPhase phase,
      long done,
      long total,
      Long secondsLeft,
      long bad,
      List<BadFile> badFiles,
      long leftOut,
      String reason,
      Integer version,
      Instant createdAt,
      Instant updatedAt,
      Instant endedAt) {
    static Import of(ImportRow row) {
      return new Import(
          row.id(),
          row.dataset(),
          row.source(),
          row.phase(),
          row.done(),
          row.total(),
          row.secondsLeft(),
          row.bad(),
          first(row.badFiles()),
          row.leftOut(),
          row.reason(),
          row.version(),
          row.createdAt(),
          row.updatedAt(),
          row.endedAt());
    }
  }
}
