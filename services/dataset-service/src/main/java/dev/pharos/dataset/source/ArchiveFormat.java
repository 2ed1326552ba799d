package dev.pharos.dataset.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The archives that can be unpacked, told by their content. */
enum ArchiveFormat {
  ZIP {
    @Override
    void unpack(Path archive, Unpacking into) throws IOException, ImportException {
      ZipDirectory.requireAtMost(archive, into);
      try (var zip = ZipFile.builder().setPath(archive).setIgnoreLocalFileHeader(true).get()) {
        for (var entry : inPhysicalOrder(zip)) {
          into.count();
          into.advanced(Math.max(0, entry.getCompressedSize()));
          if (entry.isDirectory()) {
            into.folder(entry.getName());
          } else if (entry.isUnixSymlink()) {
            into.refuse(entry.getName(), Tars.LINK);
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
      try (var in = into.watched(archive)) {
        Tars.unpack(in, into);
      }
    }
  },
  COMPRESSED_TAR {
    @Override
    void unpack(Path archive, Unpacking into) throws IOException, ImportException {
      var compression = Compression.of(start(archive)).orElseThrow();
      try (var in = into.watched(archive);
          var content =
              new BufferedInputStream(into.inflated(compression.open(in)), Unpacking.PIECE)) {
        if (!Tars.begins(Unpacking.peek(content))) {
          throw new ImportException(
              "the %s file holds no tar archive"
                  .formatted(compression.name().toLowerCase(Locale.ROOT)));
        }
        Tars.unpack(content, into);
      }
    }
  };

  /** Unpacks an archive of this format. */
  abstract void unpack(Path archive, Unpacking into) throws IOException, ImportException;

  /**
   * The format of a file.
   *
   * @throws ImportException if it is no archive
   */
  static ArchiveFormat of(Path archive) throws IOException, ImportException {
    var start = start(archive);
    if (isZip(start)) {
      return ZIP;
    } else if (Compression.of(start).isPresent()) {
      return COMPRESSED_TAR;
    } else if (Tars.begins(start)) {
      return TAR;
    }
    throw new ImportException("the file is neither a zip nor a tar, tar.gz or tar.zst archive");
  }

  static boolean isZip(byte[] start) {
    return Compression.begins(start, 'P', 'K', 3, 4) || Compression.begins(start, 'P', 'K', 5, 6);
  }

  /** In the order in which they lie in the file, which reads fastest. */
  private static List<ZipArchiveEntry> inPhysicalOrder(ZipFile zip) {
    return Collections.list(zip.getEntriesInPhysicalOrder());
  }

  private static byte[] start(Path archive) throws IOException {
    try (var in = Files.newInputStream(archive)) {
      return in.readNBytes(Tars.BLOCK);
    }
  }
}
