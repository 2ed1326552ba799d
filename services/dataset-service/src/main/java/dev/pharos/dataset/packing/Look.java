package dev.pharos.dataset.packing;

import dev.pharos.imaging.Luma;
import dev.pharos.imaging.Pixels;

/**
 * What an image looks like from afar: whether brightness falls or rises from field to field of a
 * coarse grid (the "difference hash" of Krawetz 2013), and the brightness of each field.
 *
 * @param hash bit 8 * row + column is set where the field to the right is brighter
 * @param fields mean luma of 8 x 8 fields
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a record
record Look(long hash, byte[] fields) {
  private static final int GRID = 8;
  private static final int SAMPLES = 96;

  /** How many fields there are. */
  static final int FIELDS = GRID * GRID;

  /** Bits that may differ in images that look alike. */
  static final int MOST_BITS = 3;

  /** Mean difference of the fields' brightness, of 255, up to which images look alike. */
  private static final int MOST_DIFFERENCE = 4;

  static Look of(Pixels image) {
    var wide = means(image, GRID + 1);
    var hash = 0L;
    for (var row = 0; row < GRID; row++) {
      for (var column = 0; column < GRID; column++) {
        if (wide[row * (GRID + 1) + column + 1] > wide[row * (GRID + 1) + column]) {
          hash |= 1L << (row * GRID + column);
        }
      }
    }
    var square = means(image, GRID);
    var fields = new byte[square.length];
    for (var i = 0; i < fields.length; i++) {
      fields[i] = (byte) Math.round(square[i]);
    }
    return new Look(hash, fields);
  }

  /** Mean luma of 8 rows of fields. */
  private static double[] means(Pixels image, int columns) {
    var means = new double[GRID * columns];
    for (var row = 0; row < GRID; row++) {
      for (var column = 0; column < columns; column++) {
        means[row * columns + column] =
            mean(
                image,
                row * image.height() / GRID,
                (row + 1) * image.height() / GRID,
                column * image.width() / columns,
                (column + 1) * image.width() / columns);
      }
    }
    return means;
  }

  private static double mean(Pixels image, int top, int bottom, int left, int right) {
    var sum = 0L;
    var y1 = Math.max(bottom, top + 1);
    var x1 = Math.max(right, left + 1);
    var count = 0;
    // Some of the pixels of a large image say as much as all.
    var down = 1 + image.height() / SAMPLES;
    var across = 1 + image.width() / SAMPLES;
    var data = image.data();
    for (var y = top; y < y1; y += down) {
      for (var x = left; x < x1; x += across) {
        count++;
        var at = (y * image.width() + x) * image.channels();
        sum +=
            image.channels() == 1
                ? data[at] & 0xff
                : Luma.of(data[at] & 0xff, data[at + 1] & 0xff, data[at + 2] & 0xff);
      }
    }
    return (double) sum / count;
  }

  /** Whether two images can hardly be told apart. */
  boolean isLike(Look other) {
    if (Long.bitCount(hash ^ other.hash) > MOST_BITS) {
      return false;
    }
    var difference = 0;
    for (var i = 0; i < fields.length; i++) {
      difference += Math.abs((fields[i] & 0xff) - (other.fields[i] & 0xff));
    }
    return difference <= MOST_DIFFERENCE * fields.length;
  }
}
