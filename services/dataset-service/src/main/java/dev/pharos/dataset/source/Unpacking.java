package dev.pharos.dataset.source;

import dev.pharos.contracts.dataset.BadFile;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the entries of an archive, one after the other, and counts what comes out.
 *
 * <p>A tar or compressed file inside is unpacked where it lies, two levels deep: the training
 * images of ImageNet are a tar of tars, MNIST is four compressed files.
 */
final class Unpacking {
  static final int PIECE = 1 << 16;
  private static final int DEEPEST = 2;

  private final Bundle bundle;
  private final SourceLimits limits;
  private final long mostBytes;
  private final Watch watch;
  private final BundledFiles files;
  private final List<BadFile> refused = new ArrayList<>();
  private final Set<String> folders = new HashSet<>();
  private final TextSet seen = new TextSet();
  private final byte[] piece = new byte[PIECE];
  private String prefix = "";
  private int depth;
  private long written;
  private long inflated;
  private long entries;

  Unpacking(Bundle bundle, SourceLimits limits, long archiveBytes, Watch watch) {
    this.bundle = bundle;
    this.files = new BundledFiles(bundle);
    this.limits = limits;
    this.mostBytes = limits.unpackedFrom(archiveBytes);
    this.watch = watch;
  }

  /** Counts an entry of any kind; each costs time, whatever is in it. */
  void count() throws ImportException {
    watch.check();
    requireAllowed(++entries);
  }

  /** Refuses more entries than the limit. */
  void requireAllowed(long count) throws ImportException {
    if (count > limits.files()) {
      throw new ImportException(
          "the archive has more than %d entries, which is the limit".formatted(limits.files()));
    }
  }

  /** Tells that so many bytes of the archive are done. */
  void advanced(long bytes) {
    watch.advanced(bytes);
  }

  /** A file that is unpacked, telling how far that is as it is read. */
  InputStream watched(Path file) throws IOException {
    return new BufferedInputStream(
        new FilterInputStream(Files.newInputStream(file)) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            var read = super.read(target, offset, length);
            advanced(Math.max(0, read));
            return read;
          }
        },
        PIECE);
  }

  /** Notes an entry that is not taken. */
  void refuse(String name, String reason) {
    var path = prefix + EntryNames.normal(name);
    if (!Junk.isPath(path)) {
      refused.add(new BadFile(EntryNames.printable(path), reason));
    }
  }

  /** Notes a folder, which may turn out to be empty. */
  void folder(String name) {
    var path = EntryNames.normal(name).replaceAll("/+$", "");
    if (!EntryNames.leadsElsewhere(path) && !Junk.isPath(prefix + path)) {
      folders.add(EntryNames.printable(prefix + path));
    }
  }

  /** Takes a file. */
  void take(String name, InputStream content) throws IOException, ImportException {
    var inner = EntryNames.normal(name);
    var path = prefix + inner;
    if (EntryNames.leadsElsewhere(inner)) {
      refused.add(
          new BadFile(EntryNames.printable(prefix + name), "its name leads out of the archive"));
    } else if (Junk.isPath(path)) {
      return;
    } else {
      takeAny(path, new BufferedInputStream(inflated(content)));
    }
  }

  private void takeAny(String path, InputStream content) throws IOException, ImportException {
    var start = peek(content);
    var compression = Compression.of(start);
    if (compression.isEmpty() && !Tars.begins(start)) {
      if (ArchiveFormat.isZip(start)) {
        refused.add(new BadFile(EntryNames.printable(path), "it is an archive; unpack it first"));
      } else {
        copy(path, content);
      }
    } else if (depth == DEEPEST) {
      refused.add(
          new BadFile(
              EntryNames.printable(path),
              "it is an archive inside of %d others; unpack it first".formatted(DEEPEST)));
    } else {
      open(path, content, compression);
    }
  }

  /** Unpacks what is in a file; damage in it is damage of the whole. */
  private void open(String path, InputStream content, Optional<Compression> compression)
      throws IOException, ImportException {
    var outer = prefix;
    depth++;
    try {
      if (compression.isPresent()) {
        var inside = new BufferedInputStream(inflated(compression.get().open(content)), PIECE);
        takeAny(EntryNames.withoutEnding(path), inside);
      } else {
        prefix = EntryNames.withoutEnding(path) + "/";
        Tars.unpack(content, this);
      }
    } catch (IOException e) {
      throw new ImportException(
          "'%s' is damaged: %s".formatted(EntryNames.printable(path), e.getMessage()), e);
    } finally {
      prefix = outer;
      depth--;
    }
  }

  /** The first block of a stream, which stays in it; less if the stream ends before. */
  static byte[] peek(InputStream content) throws IOException {
    content.mark(Tars.BLOCK);
    var start = content.readNBytes(Tars.BLOCK);
    content.reset();
    return start;
  }

  /** Counts what a decompressor makes, whether anybody keeps it or not. */
  InputStream inflated(InputStream content) {
    return new FilterInputStream(content) {
      @Override
      public int read() throws IOException {
        var value = super.read();
        countInflated(value < 0 ? 0 : 1);
        return value;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        var read = super.read(target, offset, length);
        countInflated(Math.max(0, read));
        return read;
      }

      @Override
      public long skip(long length) throws IOException {
        var skipped = super.skip(length);
        countInflated(skipped);
        return skipped;
      }

      @Override
      public boolean markSupported() {
        return false;
      }
    };
  }

  private void countInflated(long bytes) throws TooLargeException {
    watch.check();
    inflated += bytes;
    // A file within files passes here twice for each of them.
    if (inflated > 2L * (DEEPEST + 1) * mostBytes) {
      throw new TooLargeException();
    }
  }

  /** What comes out is more than may come out. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  ImportException tooLarge() {
    return new ImportException(
        "the archive unpacks to more than %d bytes, which is the limit for one of its size"
            .formatted(mostBytes));
  }

  private void copy(String path, InputStream content) throws IOException, ImportException {
    if (!seen.add(path)) {
      refused.add(
          new BadFile(EntryNames.printable(path), "the archive has another file of this name"));
      return;
    }
    var offset = bundle.length();
    var length = 0L;
    for (var read = content.read(piece); read >= 0; read = content.read(piece)) {
      watch.check();
      written += read;
      if (written > mostBytes) {
        throw tooLarge();
      }
      length += read;
      if (length <= limits.fileBytes()) {
        bundle.append(piece, read);
      }
    }
    var name = EntryNames.printable(path);
    if (length > limits.fileBytes()) {
      refused.add(
          new BadFile(
              name,
              "it has %d bytes, more than the limit of %d".formatted(length, limits.fileBytes())));
    } else {
      files.add(name, offset, length);
    }
  }

  /** Brings the rest to the file. */
  void finish() throws UncheckedIOException {
    bundle.flush();
  }

  BundledFiles files() {
    return files;
  }

  List<BadFile> refused() {
    return refused;
  }

  Set<String> folders() {
    return folders;
  }
}
