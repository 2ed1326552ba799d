package dev.pharos.dataset.source;

import dev.pharos.contracts.dataset.BadFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The files of a zip, tar or tar.gz archive, unpacked into one file, one after the other. A name in
 * an archive never becomes the name of a file, so it cannot lead anywhere.
 */
public final class ArchiveSource implements Source {
  private final FileChannel bundle;
  private final Path bundlePath;
  private final List<SourceFile> files;
  private final List<BadFile> refused;

  private ArchiveSource(Path bundlePath, FileChannel bundle, Unpacking unpacked) {
    this.bundlePath = bundlePath;
    this.bundle = bundle;
    var found = new ArrayList<SourceFile>();
    for (var file : unpacked.files()) {
      found.add(new BundledFile(file.path(), bundle, file.offset(), file.length()));
    }
    found.sort(Comparator.comparing(SourceFile::path));
    this.files = List.copyOf(found);
    this.refused = List.copyOf(unpacked.refused());
  }

  /**
   * Unpacks an archive.
   *
   * @param archive zip, tar or tar.gz, told by its content
   * @param bundle the file to make; {@link #close} deletes it
   * @param check called now and then; may throw to stop
   * @throws ImportException if it is no archive, a damaged one, or more than the limits allow
   */
  public static ArchiveSource unpack(Path archive, Path bundle, SourceLimits limits, Runnable check)
      throws IOException, ImportException {
    var format = ArchiveFormat.of(archive);
    var channel =
        FileChannel.open(
            bundle,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      var unpacking = new Unpacking(channel, limits, Files.size(archive), check);
      unpack(format, archive, unpacking);
      return new ArchiveSource(bundle, channel, unpacking);
    } catch (IOException | ImportException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(bundle);
      throw e;
    }
  }

  private static void unpack(ArchiveFormat format, Path archive, Unpacking unpacking)
      throws IOException, ImportException {
    try {
      format.unpack(archive, unpacking);
      unpacking.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause(); // writing failed, not reading
    } catch (StoppedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decompressors answer damage with exceptions of many kinds.
      throw new ImportException(
          "the archive is damaged: " + (e.getMessage() == null ? e : e.getMessage()), e);
    }
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
  public void close() throws IOException {
    bundle.close();
    Files.deleteIfExists(bundlePath);
  }

  /** A stretch of the bundle. */
  private record BundledFile(String path, FileChannel bundle, long offset, int length)
      implements SourceFile {
    @Override
    public byte[] read() throws IOException {
      var content = new byte[length];
      var buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        if (bundle.read(buffer, offset + buffer.position()) < 0) {
          throw new IOException("the unpacked archive was cut short while it was in use");
        }
      }
      return content;
    }
  }
}
