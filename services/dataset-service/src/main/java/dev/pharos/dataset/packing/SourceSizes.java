package dev.pharos.dataset.packing;

import dev.pharos.dataset.packing.ImportReport.Size;
import dev.pharos.imaging.prepare.StoredSize;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts how large images come. */
final class SourceSizes {
  private static final int MOST_SIZES = 100;
  private final Map<StoredSize, Long> counts = new HashMap<>();

  /** The sizes of some images. */
  static SourceSizes of(Candidates images) {
    var sizes = new SourceSizes();
    for (var image = 0; image < images.size(); image++) {
      sizes.counts.merge(images.sourceSize(image), 1L, Long::sum);
    }
    return sizes;
  }

  /** These and those of a version that was added to, as far as its report names them. */
  static SourceSizes of(List<Size> some, List<Size> more) {
    var sizes = new SourceSizes();
    Stream.concat(some.stream(), more.stream())
        .forEach(
            size ->
                sizes.counts.merge(
                    new StoredSize(size.height(), size.width()), size.images(), Long::sum));
    return sizes;
  }

  /** The most frequent sizes. */
  List<Size> sizes() {
    return counts.entrySet().stream()
        .map(each -> new Size(each.getKey().height(), each.getKey().width(), each.getValue()))
        .sorted(
            Comparator.comparingLong(Size::images)
                .reversed()
                .thenComparing(Size::height)
                .thenComparing(Size::width))
        .limit(MOST_SIZES)
        .toList();
  }

  /** How many images have other sizes. */
  long others() {
    return counts.values().stream().mapToLong(Long::longValue).sum()
        - sizes().stream().mapToLong(Size::images).sum();
  }
}
