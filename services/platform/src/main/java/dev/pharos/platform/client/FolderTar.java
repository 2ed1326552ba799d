package dev.pharos.platform.client;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A folder as a tar archive that is written while it is read: it is never whole anywhere. */
public final class FolderTar {
  private static final int PIPE_BYTES = 1 << 18;

  private final Path folder;
  private final List<Path> files;
  private final long bytes;

  private FolderTar(Path folder, List<Path> files, long bytes) {
    this.folder = folder;
    this.files = files;
    this.bytes = bytes;
  }

  /** Lists the files below a folder, symbolic links followed. */
  public static FolderTar of(Path folder) throws IOException {
    try (var walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      var files = walk.filter(Files::isRegularFile).sorted().toList();
      return new FolderTar(folder, files, bytes(folder, files));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Bytes of the archive, as long as no file changes: headers and padding are counted. */
  public long bytes() {
    return bytes;
  }

  /** Writes the archive without its contents, and adds what they take. */
  private static long bytes(Path folder, List<Path> files) throws IOException {
    var contents = 0L;
    try (var tar = tar(OutputStream.nullOutputStream())) {
      for (var file : files) {
        var entry = entry(folder, file);
        contents += entry.getSize() + padding(entry.getSize());
        entry.setSize(0);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
      tar.finish();
      return tar.getBytesWritten() + contents;
    }
  }

  private static long padding(long size) {
    return Math.floorMod(-size, (long) TarConstants.DEFAULT_RCDSIZE);
  }

  private static TarArchiveEntry entry(Path folder, Path file) throws IOException {
    var name = folder.relativize(file).toString().replace('\\', '/');
    return new TarArchiveEntry(file.toRealPath(), name);
  }

  private static TarArchiveOutputStream tar(OutputStream out) {
    var tar = new TarArchiveOutputStream(out, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    return tar;
  }

  /** Begins to write the archive; a file that cannot be read fails the reading of the stream. */
  public InputStream open() throws IOException {
    var failure = new AtomicReference<IOException>();
    var in = new FailingPipe(failure);
    var out = new PipedOutputStream(in);
    var writer = new Thread(() -> write(out, failure), "folder-tar");
    writer.setDaemon(true);
    writer.start();
    return in;
  }

  private void write(PipedOutputStream pipe, AtomicReference<IOException> failure) {
    try (OutputStream out = pipe;
        var tar = tar(new BufferedOutputStream(out))) {
      for (var file : files) {
        tar.putArchiveEntry(entry(folder, file));
        Files.copy(file, tar);
        tar.closeArchiveEntry();
      }
      tar.finish();
    } catch (IOException e) {
      failure.set(e);
    }
  }

  /** Ends with the writer's failure instead of an archive that looks complete. */
  private static final class FailingPipe extends PipedInputStream {
    private final AtomicReference<IOException> failure;

    FailingPipe(AtomicReference<IOException> failure) {
      super(PIPE_BYTES);
      this.failure = failure;
    }

    @Override
    public synchronized int read() throws IOException {
      var one = super.read();
      requireWhole(one);
      return one;
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) throws IOException {
      var count = super.read(buffer, offset, length);
      requireWhole(count);
      return count;
    }

    private void requireWhole(int read) throws IOException {
      var failed = failure.get();
      if (read < 0 && failed != null) {
        throw failed;
      }
    }
  }
}
