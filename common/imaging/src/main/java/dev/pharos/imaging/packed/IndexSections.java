package dev.pharos.imaging.packed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes what is known about each image, column by column. */
final class IndexSections {
  private IndexSections() {}

  /**
   * Writes the columns.
   *
   * @param order the images that the file has
   */
  static void write(SectionWriter file, Entries entries, int[] order) throws IOException {
    var index = entries.index();
    file.begin(Layout.CHECKSUMS);
    for (var image : order) {
      file.write(entries.checksum(image));
    }
    file.begin(Layout.LABELS);
    for (var image : order) {
      file.write(index.label(image));
    }
    file.begin(Layout.SPLITS);
    for (var image : order) {
      file.write(index.split(image).code());
    }
    file.begin(Layout.HASHES);
    for (var image : order) {
      file.write(index.contentHash(image));
    }
    file.begin(Layout.NAME_OFFSETS);
    var end = 0L;
    file.write(end);
    for (var image : order) {
      end += index.sourceName(image).getBytes(StandardCharsets.UTF_8).length;
      file.write(end);
    }
    file.begin(Layout.NAMES);
    for (var image : order) {
      file.write(index.sourceName(image).getBytes(StandardCharsets.UTF_8));
    }
  }
}
