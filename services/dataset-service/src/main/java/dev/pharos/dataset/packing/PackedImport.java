package dev.pharos.dataset.packing;

import dev.pharos.imaging.packed.DatasetInfo;
import java.nio.file.Path;
import java.util.List;

/**
 * What an import has made.
 *
 * @param file the packed data set
 * @param info what it says about itself
 * @param counts per class, in label order
 * @param contentId what makes it this version
 * @param report what was noticed
 */
public record PackedImport(
    Path file, DatasetInfo info, List<ClassCount> counts, String contentId, ImportReport report) {
  public PackedImport {
    counts = List.copyOf(counts);
  }
}
