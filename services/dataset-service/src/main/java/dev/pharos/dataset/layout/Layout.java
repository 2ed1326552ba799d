package dev.pharos.dataset.layout;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.imaging.packed.Split;
import java.util.List;
import java.util.Optional;

/**
 * Which files are images of which classes, and what for.
 *
 * @param classes the names of the classes, in label order
 * @param examples the images; may be millions, so each may be made when it is asked for
 * @param bad what should have been an image of a class and is of none
 * @param ignored files that belong to nothing, and no images; told, but not counted as bad; made
 *     when they are asked for, too
 */
public record Layout(
    List<String> classes, List<Example> examples, List<BadFile> bad, List<BadFile> ignored) {
  public Layout {
    classes = List.copyOf(classes);
    bad = List.copyOf(bad);
  }

  /**
   * An image of a class.
   *
   * @param file the file
   * @param name its path below the folder that holds the data set, whatever lies around that
   * @param label its class, an index into the classes
   * @param split what it is for, if the layout says so
   */
  public record Example(SourceFile file, String name, int label, Optional<Split> split) {}
}
