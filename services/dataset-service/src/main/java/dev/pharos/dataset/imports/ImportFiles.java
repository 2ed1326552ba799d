package dev.pharos.dataset.imports;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.FileSystemArtifactStore;
import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.dataset.packing.ImportProgress;
import dev.pharos.dataset.source.ArchiveSource;
import dev.pharos.dataset.source.ExpandedFolder;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.Source;
import dev.pharos.dataset.source.SourceLimits;
import dev.pharos.dataset.source.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The folder in which uploads wait and imports work. Uploads are kept by content like artifacts,
 * but apart from them: they are deleted when their import has ended.
 */
public final class ImportFiles {
  private static final String IN_PIECES = "upload:";

  private final Path work;
  private final UploadFiles uploads;
  private final SourcePaths paths;
  private final SourceLimits limits;
  private final Incoming incoming;

  /** Opens the folder, making it if it is absent. */
  public ImportFiles(
      Path directory, SourcePaths paths, SourceLimits limits, Duration uploadPatience)
      throws IOException {
    this.work = Files.createDirectories(directory.resolve("work"));
    this.uploads = new UploadFiles(new FileSystemArtifactStore(directory.resolve("uploads")));
    this.paths = paths;
    this.limits = limits;
    this.incoming = new Incoming(directory.resolve("incoming"), uploadPatience);
  }

  /** Where uploads wait. */
  public ArtifactStore uploadStore() {
    return uploads.store();
  }

  UploadFiles uploads() {
    return uploads;
  }

  /** Uploads that come in pieces. */
  public Incoming incoming() {
    return incoming;
  }

  /**
   * An empty folder for the work of one claim: who has lost his, and does not know yet, disturbs
   * nobody.
   */
  Path newWorkFolder(UUID claim) throws IOException {
    discardWork(claim.toString());
    return Files.createDirectory(work.resolve(claim.toString()));
  }

  /** Opens what an import takes its files from. */
  Source open(ImportRow row, Path folder, ImportProgress progress)
      throws IOException, ImportException {
    var place = row.uploadedFile() == null ? paths.require(row.source()) : upload(row);
    if (Files.isDirectory(place)) {
      progress.begin(ImportPhase.SCANNING, 0);
      return ExpandedFolder.open(place, folder.resolve("unpacked"), limits, watch(progress));
    }
    return ArchiveSource.unpack(place, folder.resolve("unpacked"), limits, watch(progress));
  }

  private static Watch watch(ImportProgress progress) {
    return new Watch() {
      @Override
      public void check() {
        progress.throwIfStopped();
      }

      @Override
      public void begins(long archiveBytes) {
        progress.begin(ImportPhase.UNPACKING, archiveBytes);
      }

      @Override
      public void advanced(long bytes) {
        progress.advance(bytes);
      }
    };
  }

  private Path upload(ImportRow row) throws IOException, ImportException {
    if (row.uploadedFile().startsWith(IN_PIECES)) {
      var content = incoming.content(inPieces(row.uploadedFile()));
      if (Files.isRegularFile(content)) {
        return content;
      }
      throw new ImportException("the uploaded file is gone; upload it again");
    }
    var upload = uploads.store().find(row.uploadedFile());
    if (upload.isEmpty()) {
      throw new ImportException("the uploaded file is gone; upload it again");
    }
    return uploads.store().localFile(upload.get());
  }

  /** Deletes an upload unless somebody needs it, and unless it comes again at this moment. */
  void discardUpload(String name, BooleanSupplier isNeeded) throws IOException {
    if (!name.startsWith(IN_PIECES)) {
      uploads.discard(name, isNeeded);
    } else if (!isNeeded.getAsBoolean()) {
      incoming.discard(inPieces(name));
    }
  }

  private static UUID inPieces(String name) {
    return UUID.fromString(name.substring(IN_PIECES.length()));
  }

  /** The folders of work that there are, each named by a claim. */
  List<String> workFolders() throws IOException {
    try (var all = Files.list(work)) {
      return all.map(folder -> folder.getFileName().toString()).toList();
    }
  }

  /** Deletes a folder of work. */
  void discardWork(String folder) throws IOException {
    delete(work.resolve(folder));
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (var paths = Files.walk(tree)) {
        for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
