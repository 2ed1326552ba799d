package dev.pharos.dataset.packing;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.PackedDatasetWriter;
import dev.pharos.imaging.prepare.StoredSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

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

  /** Its images, by label and content. */
  Set<String> keys() {
    var keys = new HashSet<String>();
    for (var i = 0; i < dataset.size(); i++) {
      keys.add(key(dataset.label(i), dataset.contentHash(i)));
    }
    return keys;
  }

  static String key(int label, byte[] hash) {
    return label + " " + HexFormat.of().formatHex(hash);
  }

  /** Adds its images, whose bytes stay where they are; returns them as they were seen. */
  List<Seen> share(PackedDatasetWriter writer, ImportProgress progress) throws IOException {
    var seen = new ArrayList<Seen>();
    for (var i = 0; i < dataset.size(); i++) {
      progress.throwIfStopped();
      writer.add(dataset, file, i);
      seen.add(
          new Seen(
              dataset.sourceName(i),
              dataset.label(i),
              dataset.split(i),
              dataset.contentHash(i),
              Look.of(dataset.pixels(i).grayIfColourless())));
      progress.step();
    }
    return seen;
  }
}
