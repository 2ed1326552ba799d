package dev.pharos.dataset.source;

import dev.pharos.contracts.dataset.BadFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the entries of an archive, one after the other, and counts what comes out. Failures to
 * write are {@link UncheckedIOException}s, so that nobody takes them for a damaged archive.
 */
final class Unpacking {
  private final FileChannel bundle;
  private final SourceLimits limits;
  private final long mostBytes;
  private final Runnable check;
  private final List<Unpacked> files = new ArrayList<>();
  private final List<BadFile> refused = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final byte[] piece = new byte[1 << 16];
  private final ByteBuffer waiting = ByteBuffer.allocate(1 << 20);
  private long written;
  private long produced;
  private long entries;

  /** A file in the bundle. */
  record Unpacked(String path, long offset, int length) {}

  Unpacking(FileChannel bundle, SourceLimits limits, long archiveBytes, Runnable check) {
    this.bundle = bundle;
    this.limits = limits;
    this.mostBytes = limits.unpackedFrom(archiveBytes);
    this.check = check;
  }

  /** Counts an entry of any kind; each costs time, whatever is in it. */
  void count() throws ImportException {
    check.run();
    requireAllowed(++entries);
  }

  /** Refuses more entries than the limit. */
  void requireAllowed(long count) throws ImportException {
    if (count > limits.files()) {
      throw new ImportException(
          "the archive has more than %d entries, which is the limit".formatted(limits.files()));
    }
  }

  /** Notes an entry that is not taken. */
  void refuse(String name, String reason) {
    if (!Junk.isPath(normal(name))) {
      refused.add(new BadFile(printable(name), reason));
    }
  }

  /** Takes a file. */
  void take(String name, InputStream content) throws IOException, ImportException {
    var path = normal(name);
    if (leadsElsewhere(path)) {
      refused.add(new BadFile(printable(name), "its name leads out of the archive"));
    } else if (Junk.isPath(path)) {
      return;
    } else if (!seen.add(path)) {
      refused.add(new BadFile(printable(name), "the archive has another file of this name"));
    } else {
      copy(path, content);
    }
  }

  private void copy(String path, InputStream content) throws IOException, ImportException {
    var offset = written + waiting.position();
    var length = 0L;
    for (var read = content.read(piece); read >= 0; read = content.read(piece)) {
      check.run();
      produced += read;
      if (produced > mostBytes) {
        throw new ImportException(
            "the archive unpacks to more than %d bytes, which is the limit for one of its size"
                .formatted(mostBytes));
      }
      length += read;
      if (length <= limits.fileBytes()) {
        write(read);
      }
    }
    if (length > limits.fileBytes()) {
      refused.add(
          new BadFile(
              printable(path),
              "it has %d bytes, more than the limit of %d".formatted(length, limits.fileBytes())));
    } else {
      files.add(new Unpacked(printable(path), offset, (int) length));
    }
  }

  private void write(int length) {
    if (waiting.remaining() < length) {
      flush();
    }
    waiting.put(piece, 0, length);
  }

  private void flush() {
    waiting.flip();
    try {
      while (waiting.hasRemaining()) {
        written += bundle.write(waiting);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    waiting.clear();
  }

  /** Brings the rest to the file. */
  void finish() {
    flush();
  }

  List<Unpacked> files() {
    return files;
  }

  List<BadFile> refused() {
    return refused;
  }

  private static String normal(String name) {
    var path = name.replace('\\', '/');
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    return path;
  }

  private static boolean leadsElsewhere(String path) {
    return path.isEmpty()
        || path.startsWith("/")
        || path.matches("[A-Za-z]:.*")
        || path.indexOf('\0') >= 0
        || Arrays.stream(path.split("/", -1)).anyMatch(part -> part.isEmpty() || part.equals(".."));
  }

  /** A name that can be stored and shown: PostgreSQL takes no NUL, people no control characters. */
  private static String printable(String name) {
    return name.codePoints()
        .map(each -> Character.isISOControl(each) || !Character.isDefined(each) ? '?' : each)
        .limit(1_000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
