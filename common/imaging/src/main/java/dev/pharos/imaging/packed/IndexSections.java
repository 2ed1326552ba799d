package dev.pharos.imaging.packed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what is known about each image, column by column. */
final class IndexSections {
  private IndexSections() {}

  static void write(SectionWriter file, List<Entry> entries) throws IOException {
    file.begin(Layout.CHECKSUMS);
    for (var entry : entries) {
      file.write(entry.checksum);
    }
    file.begin(Layout.LABELS);
    for (var entry : entries) {
      file.write(entry.label);
    }
    file.begin(Layout.SPLITS);
    for (var entry : entries) {
      file.write(entry.split.code());
    }
    file.begin(Layout.HASHES);
    for (var entry : entries) {
      file.write(entry.contentHash);
    }
    file.begin(Layout.NAME_OFFSETS);
    var end = 0L;
    file.write(end);
    for (var entry : entries) {
      end += entry.sourceName.getBytes(StandardCharsets.UTF_8).length;
      file.write(end);
    }
    file.begin(Layout.NAMES);
    for (var entry : entries) {
      file.write(entry.sourceName.getBytes(StandardCharsets.UTF_8));
    }
  }
}
