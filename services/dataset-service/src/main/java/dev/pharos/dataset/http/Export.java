package dev.pharos.dataset.http;

import dev.pharos.imaging.PngEncoder;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.Split;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Date;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a version as PNG files in a folder per class, below a folder per split if wanted. */
final class Export {
  private final PackedDataset dataset;
  private final Instant time;
  private final boolean splits;

  Export(PackedDataset dataset, Instant time, boolean splits) {
    this.dataset = dataset;
    this.time = time;
    this.splits = splits;
  }

  /** Where each file goes. */
  @FunctionalInterface
  private interface Archive {
    void put(String name, byte[] content) throws IOException;
  }

  /** Writes a zip or a tar; the stream stays open. */
  void write(OutputStream out, boolean zip) throws IOException {
    if (zip) {
      writeZip(out);
    } else {
      writeTar(out);
    }
  }

  private void writeZip(OutputStream out) throws IOException {
    var zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.NO_COMPRESSION);
    writeAll(
        (name, content) -> {
          var entry = new ZipEntry(name);
          entry.setLastModifiedTime(FileTime.from(time));
          zip.putNextEntry(entry);
          zip.write(content);
          zip.closeEntry();
        });
    zip.finish();
  }

  private void writeTar(OutputStream out) throws IOException {
    var tar = new TarArchiveOutputStream(out, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    writeAll(
        (name, content) -> {
          var entry = new TarArchiveEntry(name);
          entry.setSize(content.length);
          entry.setModTime(Date.from(time));
          tar.putArchiveEntry(entry);
          tar.write(content);
          tar.closeArchiveEntry();
        });
    tar.finish();
  }

  private void writeAll(Archive archive) throws IOException {
    var folders = dataset.info().classes().stream().map(Export::part).toList();
    try (var encoder = new PngEncoder()) {
      for (var i = 0; i < dataset.size(); i++) {
        var name =
            "%s%s/%07d.png"
                .formatted(
                    splits ? folder(dataset.split(i)) : "", folders.get(dataset.label(i)), i);
        archive.put(name, encoder.encode(dataset.pixels(i)));
      }
    }
  }

  private static String folder(Split split) {
    return split.label() + "/";
  }

  /** A class as the name of a folder that any system takes and that leads nowhere. */
  private static String part(String name) {
    var safe = name.replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]", "_").replaceFirst("^\\.", "_");
    return safe.isBlank() ? "_" : safe;
  }
}
