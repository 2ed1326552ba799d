package dev.pharos.dataset.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Counts the entries in a zip's central directory before it is read into memory, where each costs
 * hundreds of bytes (APPNOTE.TXT 4.3.12 to 4.3.16).
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_64_LOCATOR = 0x07064b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END_LENGTH = 22;
  private static final int LOCATOR_LENGTH = 20;
  private static final int ENTRY_LENGTH = 46;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final long UNSAID = 0xffffffffL;

  private final FileChannel file;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowAt;

  private ZipDirectory(FileChannel file) {
    this.file = file;
  }

  /** Lets the unpacking count every entry, and refuse too many. */
  static void requireAtMost(Path archive, Unpacking into) throws IOException, ImportException {
    try (var file = FileChannel.open(archive)) {
      new ZipDirectory(file).count(into);
    }
  }

  private void count(Unpacking into) throws IOException, ImportException {
    var at = begin();
    if (at < 0) {
      throw new ImportException("the zip archive is damaged: its directory is missing");
    }
    var entries = 0L;
    while (int32(at) == ENTRY) {
      into.requireAllowed(++entries);
      at += ENTRY_LENGTH + int16(at + 28) + int16(at + 30) + int16(at + 32);
    }
  }

  /** Where the directory begins; -1 if nothing says so. */
  private long begin() throws IOException {
    var length = file.size();
    var lowest = Math.max(0, length - END_LENGTH - LONGEST_COMMENT);
    for (var at = length - END_LENGTH; at >= lowest; at--) {
      if (int32(at) == END) {
        var offset = int32(at + 16) & UNSAID;
        if (offset == UNSAID && int32(at - LOCATOR_LENGTH) == END_64_LOCATOR) {
          return int64(int64(at - LOCATOR_LENGTH + 8) + 48);
        }
        return offset;
      }
    }
    return -1;
  }

  private int int16(long at) throws IOException {
    return has(at, 2) ? window.getShort((int) (at - windowAt)) & 0xffff : 0;
  }

  private int int32(long at) throws IOException {
    return has(at, 4) ? window.getInt((int) (at - windowAt)) : 0;
  }

  private long int64(long at) throws IOException {
    return has(at, 8) ? window.getLong((int) (at - windowAt)) : -1;
  }

  /** Makes sure that the window holds some bytes; false beyond the ends of the file. */
  private boolean has(long at, int length) throws IOException {
    if (at < 0 || at + length > file.size()) {
      return false;
    }
    if (at < windowAt || at + length > windowAt + window.limit()) {
      // Backwards from the end while it is searched, forwards through the directory.
      windowAt = at < windowAt ? Math.max(0, at + length - (1 << 16)) : at;
      window = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
      while (window.hasRemaining() && file.read(window, windowAt + window.position()) >= 0) {}
      window.flip();
    }
    return at + length <= windowAt + window.limit();
  }
}
