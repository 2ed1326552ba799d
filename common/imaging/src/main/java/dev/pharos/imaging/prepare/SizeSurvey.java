package dev.pharos.imaging.prepare;

import java.util.TreeMap;

/**
 * Chooses the stored size of a data set from the sizes of its images.
 *
 * <p>Images that are all equally large and no larger than 256 on their shorter side keep their
 * size. All others become squares whose side is the median of the shorter sides, 256 at most: one
 * odd image among thousands changes nothing. The order of the images does not matter.
 */
public final class SizeSurvey {
  private final TreeMap<Integer, Long> shorterSides = new TreeMap<>();
  private StoredSize first;
  private boolean different;
  private long images;

  /** Counts an image of this size. */
  public synchronized void add(int height, int width) {
    var size = new StoredSize(height, width);
    if (first == null) {
      first = size;
    }
    different |= !first.equals(size);
    shorterSides.merge(Math.min(height, width), 1L, Long::sum);
    images++;
  }

  /**
   * The size for all.
   *
   * @throws IllegalStateException if no image was counted
   */
  public synchronized StoredSize storedSize() {
    if (first == null) {
      throw new IllegalStateException("a data set without images has no size");
    }
    if (!different && Math.min(first.height(), first.width()) <= StoredSize.LIMIT) {
      return first;
    }
    var side = Math.min(StoredSize.LIMIT, median());
    return new StoredSize(side, side);
  }

  private int median() {
    var before = 0L;
    for (var side : shorterSides.entrySet()) {
      before += side.getValue();
      if (2 * before >= images) {
        return side.getKey();
      }
    }
    return shorterSides.lastKey();
  }
}
