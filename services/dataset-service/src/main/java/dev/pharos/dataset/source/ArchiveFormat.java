package dev.pharos.dataset.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The archives that can be unpacked, told by their content. */
enum ArchiveFormat {
  ZIP {
    @Override
    void unpack(Path archive, Unpacking into) throws IOException, ImportException {
      ZipDirectory.requireAtMost(archive, into);
      try (var zip = ZipFile.builder().setPath(archive).setIgnoreLocalFileHeader(true).get()) {
        for (var entry : inPhysicalOrder(zip)) {
          into.count();
          if (entry.isDirectory()) {
            continue;
          }
          if (entry.isUnixSymlink()) {
            into.refuse(entry.getName(), LINK);
          } else if (!zip.canReadEntryData(entry)) {
            into.refuse(
                entry.getName(), "it is encrypted or compressed in a way that cannot be read");
          } else {
            try (var content = zip.getInputStream(entry)) {
              into.take(entry.getName(), content);
            }
          }
        }
      }
    }
  },
  TAR {
    @Override
    void unpack(Path archive, Unpacking into) throws IOException, ImportException {
      try (var in = new BufferedInputStream(Files.newInputStream(archive), BUFFER)) {
        unpackTar(in, into);
      }
    }
  },
  TAR_GZ {
    @Override
    void unpack(Path archive, Unpacking into) throws IOException, ImportException {
      try (var in = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
          var unzipped =
              GzipCompressorInputStream.builder()
                  .setInputStream(in)
                  .setDecompressConcatenated(true)
                  .get()) {
        unpackTar(unzipped, into);
      }
    }
  };

  private static final int BUFFER = 1 << 16;
  private static final int TAR_BLOCK = 512;
  private static final String LINK = "it is a link, which is not followed";

  /** Unpacks an archive of this format. */
  abstract void unpack(Path archive, Unpacking into) throws IOException, ImportException;

  /**
   * The format of a file.
   *
   * @throws ImportException if it is no archive
   */
  static ArchiveFormat of(Path archive) throws IOException, ImportException {
    var start = start(archive);
    if (begins(start, 'P', 'K', 3, 4) || begins(start, 'P', 'K', 5, 6)) {
      return ZIP;
    } else if (begins(start, 0x1f, 0x8b)) {
      return TAR_GZ;
    } else if (start.length == TAR_BLOCK && TarArchiveInputStream.matches(start, start.length)) {
      return TAR;
    }
    throw new ImportException("the file is neither a zip nor a tar nor a tar.gz archive");
  }

  /** In the order in which they lie in the file, which reads fastest. */
  private static List<ZipArchiveEntry> inPhysicalOrder(ZipFile zip) {
    return Collections.list(zip.getEntriesInPhysicalOrder());
  }

  private static byte[] start(Path archive) throws IOException {
    try (var in = Files.newInputStream(archive)) {
      return in.readNBytes(TAR_BLOCK);
    }
  }

  private static boolean begins(byte[] start, int... values) {
    for (var i = 0; i < values.length; i++) {
      if (i >= start.length || (start[i] & 0xff) != values[i]) {
        return false;
      }
    }
    return true;
  }

  private static void unpackTar(InputStream in, Unpacking into)
      throws IOException, ImportException {
    var watched = new TrailingZeros(in);
    try (var tar = new TarArchiveInputStream(watched)) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        into.count();
        if (entry.isDirectory() || entry.isGlobalPaxHeader()) {
          continue;
        }
        if (entry.isSymbolicLink() || entry.isLink()) {
          into.refuse(entry.getName(), LINK);
        } else if (!entry.isFile() || !tar.canReadEntryData(entry)) {
          into.refuse(entry.getName(), "it is not a regular file");
        } else {
          into.take(entry.getName(), tar);
        }
      }
      if (watched.count() < TAR_BLOCK) {
        throw new ImportException("the archive is damaged: its end is missing");
      }
    }
  }
}
