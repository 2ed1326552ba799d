package dev.pharos.dataset.source;

import dev.pharos.contracts.dataset.BadFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The files of a zip or tar archive (also compressed), unpacked into one file, one after the other.
 * A name in an archive never becomes the name of a file, so it cannot lead anywhere.
 */
public final class ArchiveSource implements Source {
  private final Bundle bundle;
  private final List<SourceFile> files;
  private final List<BadFile> refused;
  private final Set<String> folders;

  ArchiveSource(Bundle bundle, Unpacking unpacked) {
    this.bundle = bundle;
    this.files = unpacked.files().byPath();
    this.refused = List.copyOf(unpacked.refused());
    this.folders = Set.copyOf(unpacked.folders());
  }

  /** What is taken out of archives. */
  @FunctionalInterface
  interface Work {
    void run(Unpacking into) throws IOException, ImportException;
  }

  /**
   * Unpacks an archive.
   *
   * @param archive zip, tar, tar.gz or tar.zst, told by its content
   * @param bundle the file to make; {@link #close} deletes it
   * @param watch told how far it is; may stop it
   * @throws ImportException if it is no archive, a damaged one, or more than the limits allow
   */
  public static ArchiveSource unpack(Path archive, Path bundle, SourceLimits limits, Watch watch)
      throws IOException, ImportException {
    var format = ArchiveFormat.of(archive);
    return unpack(into -> format.unpack(archive, into), Files.size(archive), bundle, limits, watch);
  }

  static ArchiveSource unpack(
      Work work, long archiveBytes, Path bundlePath, SourceLimits limits, Watch watch)
      throws IOException, ImportException {
    var bundle = new Bundle(bundlePath);
    try {
      watch.begins(archiveBytes);
      var unpacking = new Unpacking(bundle, limits, archiveBytes, watch);
      run(work, unpacking);
      return new ArchiveSource(bundle, unpacking);
    } catch (IOException | ImportException | RuntimeException e) {
      bundle.close();
      throw e;
    }
  }

  private static void run(Work work, Unpacking unpacking) throws IOException, ImportException {
    try {
      work.run(unpacking);
      unpacking.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause(); // writing failed, not reading
    } catch (StoppedException e) {
      throw e;
    } catch (ImportException e) {
      throw isTooLarge(e) ? unpacking.tooLarge() : e;
    } catch (IOException | RuntimeException e) {
      if (isTooLarge(e)) {
        throw unpacking.tooLarge();
      }
      // The decompressors answer damage with exceptions of many kinds.
      throw new ImportException(
          "the archive is damaged: " + (e.getMessage() == null ? e : e.getMessage()), e);
    }
  }

  private static boolean isTooLarge(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Unpacking.TooLargeException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<SourceFile> files() {
    return files;
  }

  @Override
  public List<BadFile> refused() {
    return refused;
  }

  @Override
  public Set<String> folders() {
    return folders;
  }

  @Override
  public void close() throws IOException {
    bundle.close();
  }
}
