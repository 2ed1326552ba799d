package dev.pharos.dataset.packing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What was noticed about the images of a version.
 *
 * @param sizes how large the images came, the most frequent first; null for old versions
 * @param otherSizes images of sizes that are not among these
 * @param duplicates images of exactly the same content
 * @param nearDuplicates pairs of images that can hardly be told apart
 * @param alreadyThere images that were to be added and that the version before had
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ImportReport(
    List<Size> sizes,
    long otherSizes,
    Duplicates duplicates,
    Duplicates nearDuplicates,
    long alreadyThere) {

  /** The same for a version that has the images of another one too. */
  public ImportReport and(ImportReport before) {
    if (before.sizes() == null) {
      return this;
    }
    var all = SourceSizes.of(sizes, before.sizes());
    return new ImportReport(
        all.sizes(),
        all.others() + otherSizes + before.otherSizes(),
        duplicates,
        nearDuplicates,
        alreadyThere);
  }

  /** A size, in pixels, and how many images have it. */
  public record Size(int height, int width, long images) {}

  /** An image, by the file that it came from. */
  public record Image(String file, @JsonProperty("class") String name, String split) {}

  /**
   * Images that are the same, exactly or nearly.
   *
   * @param groups how many groups (pairs, if nearly) there are
   * @param acrossSplits groups with images of more than one split: what is tested was learnt
   * @param acrossClasses groups with images of more than one class
   * @param examples the first groups, those across splits before the others
   */
  public record Duplicates(
      long groups, long acrossSplits, long acrossClasses, List<List<Image>> examples) {}
}
