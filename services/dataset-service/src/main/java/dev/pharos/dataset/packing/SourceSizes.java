package dev.pharos.dataset.packing;

import dev.pharos.dataset.packing.ImportReport.Size;
import dev.pharos.imaging.prepare.StoredSize;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts how large images come. */
final class SourceSizes {
  private static final int MOST_SIZES = 100;
  private final Map<StoredSize, Long> counts = new HashMap<>();

  synchronized void add(StoredSize size) {
    counts.merge(size, 1L, Long::sum);
  }

  /** The most frequent sizes. */
  synchronized List<Size> sizes() {
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
  synchronized long others() {
    return counts.values().stream().mapToLong(Long::longValue).sum()
        - sizes().stream().mapToLong(Size::images).sum();
  }
}
