package dev.pharos.dataset.packing;

import dev.pharos.dataset.packing.ImportReport.Duplicates;
import dev.pharos.dataset.packing.ImportReport.Image;
import dev.pharos.imaging.packed.ImageIndex;
import dev.pharos.imaging.packed.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Counts groups of images that are the same, and keeps the first of them as examples. */
final class Groups {
  private static final int MOST_EXAMPLES = 100;

  private final ImageIndex images;
  private final List<String> classes;
  private final List<int[]> acrossSplits = new ArrayList<>();
  private final List<int[]> others = new ArrayList<>();
  private long count;
  private long countAcrossSplits;
  private long countAcrossClasses;

  Groups(ImageIndex images, List<String> classes) {
    this.images = images;
    this.classes = classes;
  }

  /** Adds a group of two images at least. */
  void add(int[] group) {
    var isAcrossSplits = isAcross(group, images::split);
    count++;
    countAcrossSplits += isAcrossSplits ? 1 : 0;
    countAcrossClasses += isAcross(group, images::label) ? 1 : 0;
    var examples = isAcrossSplits ? acrossSplits : others;
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(Arrays.copyOf(group, Math.min(group.length, MOST_EXAMPLES)));
    }
  }

  private static boolean isAcross(int[] group, IntFunction<?> kind) {
    var first = kind.apply(group[0]);
    return Arrays.stream(group).anyMatch(image -> !kind.apply(image).equals(first));
  }

  /** The counts, and the first groups of those added, the ones across splits before the others. */
  Duplicates summed() {
    return new Duplicates(
        count,
        countAcrossSplits,
        countAcrossClasses,
        Stream.concat(acrossSplits.stream(), others.stream())
            .limit(MOST_EXAMPLES)
            .map(group -> Arrays.stream(group).mapToObj(this::image).toList())
            .toList());
  }

  private Image image(int number) {
    var split = images.split(number);
    return new Image(
        images.sourceName(number),
        classes.get(images.label(number)),
        split == Split.TRAIN ? "training" : split.label());
  }
}
