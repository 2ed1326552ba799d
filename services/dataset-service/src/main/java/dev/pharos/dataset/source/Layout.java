package dev.pharos.dataset.source;

import dev.pharos.imaging.packed.Split;
import java.util.List;
import java.util.Optional;

/**
 * What the folders say about the files: a folder per class, perhaps within a folder per split.
 *
 * @param classes the names of the classes, in label order
 * @param examples the files that lie in a class
 */
public record Layout(List<String> classes, List<Example> examples) {
  public Layout {
    classes = List.copyOf(classes);
    examples = List.copyOf(examples);
  }

  /**
   * A file of a class.
   *
   * @param file the file
   * @param label its class, an index into the classes
   * @param split what its folder says it is for, if it does
   */
  public record Example(SourceFile file, int label, Optional<Split> split) {}
}
