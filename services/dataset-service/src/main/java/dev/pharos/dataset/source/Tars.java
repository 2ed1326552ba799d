package dev.pharos.dataset.source;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks tar archives. */
final class Tars {
  static final int BLOCK = 512;
  static final String LINK = "it is a link, which is not followed";

  private Tars() {}

  /** Whether a file that begins so is a tar. */
  static boolean begins(byte[] start) {
    return start.length == BLOCK && TarArchiveInputStream.matches(start, start.length);
  }

  static void unpack(InputStream in, Unpacking into) throws IOException, ImportException {
    var watched = new TrailingZeros(in);
    // Not closed: the stream belongs to the caller, who may be within another archive.
    var tar = new TarArchiveInputStream(watched);
    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      into.count();
      if (entry.isDirectory()) {
        into.folder(entry.getName());
      } else if (!entry.isGlobalPaxHeader()) {
        take(entry, tar, into);
      }
    }
    if (watched.count() < BLOCK) {
      throw new ImportException("the archive is damaged: its end is missing");
    }
  }

  private static void take(TarArchiveEntry entry, TarArchiveInputStream tar, Unpacking into)
      throws IOException, ImportException {
    if (entry.isSymbolicLink() || entry.isLink()) {
      into.refuse(entry.getName(), LINK);
    } else if (!entry.isFile() || !tar.canReadEntryData(entry)) {
      into.refuse(entry.getName(), "it is not a regular file");
    } else {
      into.take(entry.getName(), tar);
    }
  }
}
