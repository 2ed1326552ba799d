package dev.pharos.dataset.packing;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.PackedDatasetWriter;
import dev.pharos.imaging.prepare.StoredSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The version that images are added to; its images keep their labels, splits and pixels. */
final class Base {
  private final PackedDataset dataset;
  private final ArtifactRef file;

  /**
   * @param file the content of the version's file
   */
  Base(PackedDataset dataset, ArtifactRef file) {
    this.dataset = dataset;
    this.file = file;
  }

  PackedDataset dataset() {
    return dataset;
  }

  StoredSize storedSize() {
    return new StoredSize(dataset.shape().height(), dataset.shape().width());
  }

  int images() {
    return dataset.size();
  }

  int classes() {
    return dataset.info().classes().size();
  }

  /** Its classes, in their order, and then those that are new. */
  List<String> with(List<String> classes) {
    var all = new ArrayList<>(dataset.info().classes());
    classes.stream().filter(name -> !all.contains(name)).forEach(all::add);
    return all;
  }

  /** Whether it has an image already: the same content in the same class. */
  boolean has(Candidates candidates, int candidate) {
    var low = 0;
    var high = dataset.size() - 1;
    while (low <= high) {
      // A packed file has its images by class, then content.
      var middle = (low + high) >>> 1;
      var order = Integer.compare(candidates.label(candidate), dataset.label(middle));
      if (order == 0) {
        order = candidates.compareContent(candidate, dataset, middle);
      }
      if (order == 0) {
        return true;
      } else if (order > 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  /** Adds its images, whose bytes stay where they are, and notes what they look like. */
  void share(PackedDatasetWriter writer, Looks looks, int first, ImportProgress progress)
      throws IOException {
    writer.share(dataset, file);
    for (var image = 0; image < dataset.size(); image++) {
      progress.throwIfStopped();
      looks.put(first + image, Look.of(dataset.pixels(image).grayIfColourless()));
      progress.step();
    }
  }
}
