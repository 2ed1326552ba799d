package dev.pharos.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;

/** Archives that tests are made of, decent and hostile ones. */
public final class Archives {
  private Archives() {}

  /** A zip of files by their names. */
  public static Path zip(Path file, Map<String, byte[]> content) throws IOException {
    try (var zip = new ZipArchiveOutputStream(file)) {
      for (var each : content.entrySet()) {
        put(zip, new ZipArchiveEntry(each.getKey()), each.getValue());
      }
    }
    return file;
  }

  /** Adds an entry to a zip. */
  public static void put(ZipArchiveOutputStream zip, ZipArchiveEntry entry, byte[] content)
      throws IOException {
    zip.putArchiveEntry(entry);
    zip.write(content);
    zip.closeArchiveEntry();
  }

  /** An entry that a Unix zip makes of a symbolic link. */
  public static ZipArchiveEntry zipLink(String name) {
    var entry = new ZipArchiveEntry(name);
    entry.setUnixMode(0120777);
    return entry;
  }

  /** A tar of files by their names. */
  public static byte[] tar(Map<String, byte[]> content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = newTar(out)) {
      for (var each : content.entrySet()) {
        put(tar, each.getKey(), each.getValue());
      }
    }
    return out.toByteArray();
  }

  /** A tar that takes any name. */
  public static TarArchiveOutputStream newTar(ByteArrayOutputStream out) {
    var tar = new TarArchiveOutputStream(out, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    return tar;
  }

  /** Adds a file to a tar, its name as it is. */
  public static void put(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** Adds a link to a tar. */
  public static void putLink(TarArchiveOutputStream tar, String name, String to, boolean symbolic)
      throws IOException {
    var entry =
        new TarArchiveEntry(name, symbolic ? TarConstants.LF_SYMLINK : TarConstants.LF_LINK);
    entry.setLinkName(to);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  /** The same, compressed. */
  public static byte[] gzip(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GzipCompressorOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  /** The same, compressed by Zstandard. */
  public static byte[] zstd(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zstd = new ZstdCompressorOutputStream(out)) {
      zstd.write(content);
    }
    return out.toByteArray();
  }

  /** Every file below a folder, by its path there. */
  public static Map<String, byte[]> contentOf(Path folder) throws IOException {
    var content = new TreeMap<String, byte[]>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return content;
  }
}
