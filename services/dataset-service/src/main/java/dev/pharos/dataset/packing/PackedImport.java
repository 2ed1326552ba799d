package dev.pharos.dataset.packing;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.packed.DatasetInfo;
import java.nio.file.Path;
import java.util.List;

/**
 * What an import has made.
 *
 * @param file the packed data set
 * @param parts the files in which images lie besides that one
 * @param info what it says about itself
 * @param counts per class, in label order
 * @param contentId what makes it this version
 * @param report what was noticed
 */
public record PackedImport(
    Path file,
    List<ArtifactRef> parts,
    DatasetInfo info,
    List<ClassCount> counts,
    String contentId,
    ImportReport report) {
  public PackedImport {
    parts = List.copyOf(parts);
    counts = List.copyOf(counts);
  }

  /** The same for a version that has the images of another one too. */
  public PackedImport addedTo(ImportReport before) {
    return new PackedImport(file, parts, info, counts, contentId, report.and(before));
  }
}
