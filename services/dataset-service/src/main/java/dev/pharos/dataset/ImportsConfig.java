package dev.pharos.dataset;

import dev.pharos.dataset.layout.LayoutOptions;
import dev.pharos.dataset.packing.ImportSettings;
import dev.pharos.dataset.source.SourceLimits;
import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What imports may do and need.
 *
 * @param directory where uploads wait and imports work; needs room for the largest of both
 * @param atOnce how many imports run at the same time
 * @param threads how many images of an import are decoded at the same time; 0 for one per processor
 * @param lease silence after which a process loses its imports to another
 * @param cleanupInterval time between two looks at what processes that died left behind
 * @param maxUploadBytes the largest upload
 * @param uploadPatience how long an upload in pieces may be silent before it is given up
 * @param maxFiles the most files of an import
 * @param maxFileBytes the largest image file
 * @param maxUnpackedBytes the most bytes that come out of an archive
 * @param maxRatio how many times larger than the archive that may be, beyond 64 MiB
 * @param maxPixels the most pixels of an image
 * @param allowedFolders folders below which an import may read, all if empty
 */
public record ImportsConfig(
    @Default("~/.pharos/imports") Path directory,
    @Default("1") int atOnce,
    @Default("0") int threads,
    @Default("10s") Duration lease,
    @Default("1m") Duration cleanupInterval,
    @Default("34359738368") long maxUploadBytes,
    @Default("24h") Duration uploadPatience,
    @Default("2000000") int maxFiles,
    @Default("268435456") long maxFileBytes,
    @Default("274877906944") long maxUnpackedBytes,
    @Default("200") int maxRatio,
    @Default("64000000") long maxPixels,
    @Default("") List<Path> allowedFolders) {

  /** Validates. */
  public ImportsConfig {
    allowedFolders = List.copyOf(allowedFolders);
    new Requirements()
        .that(atOnce >= 1 && atOnce <= 64, "atOnce", atOnce, "must be between 1 and 64")
        .that(threads >= 0 && threads <= 256, "threads", threads, "must be between 0 and 256")
        .that(lease.toMillis() >= 2000, "lease", lease, "must be at least 2s")
        .that(
            cleanupInterval.toMillis() >= 100,
            "cleanupInterval",
            cleanupInterval,
            "must be at least 100ms")
        .that(
            uploadPatience.toMillis() > 0,
            "uploadPatience",
            uploadPatience,
            "must be longer than 0")
        .that(maxUploadBytes > 0, "maxUploadBytes", maxUploadBytes, "must be at least 1")
        .that(
            maxFiles > 0 && maxFiles <= 100_000_000,
            "maxFiles",
            maxFiles,
            "must be between 1 and 100000000")
        .that(
            maxFileBytes > 0 && maxFileBytes <= 1 << 30,
            "maxFileBytes",
            maxFileBytes,
            "must be between 1 and 1073741824")
        .that(maxUnpackedBytes > 0, "maxUnpackedBytes", maxUnpackedBytes, "must be at least 1")
        .that(maxRatio >= 1, "maxRatio", maxRatio, "must be at least 1")
        .that(maxPixels > 0, "maxPixels", maxPixels, "must be at least 1")
        .that(
            allowedFolders.stream().allMatch(Path::isAbsolute),
            "allowedFolders",
            allowedFolders,
            "must be absolute paths")
        .check();
  }

  /** How much may be taken from a source. */
  public SourceLimits limits() {
    return new SourceLimits(maxFiles, maxFileBytes, maxUnpackedBytes, maxRatio);
  }

  /** How a data set is made. */
  public ImportSettings settings(long splitSeed, double maxBadShare, LayoutOptions layout) {
    var workers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    return new ImportSettings(splitSeed, maxBadShare, maxPixels, workers, layout);
  }
}
