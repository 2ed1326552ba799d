package dev.pharos.imaging.decode;

import dev.pharos.imaging.Pixels;

/**
 * How a camera was held: the EXIF orientation tag (EXIF 2.32, 4.6.4 A, tag 0x0112).
 *
 * <p>Every orientation is a transposition (or none) followed by mirroring of rows and columns.
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, false, true),
  HALF_TURN(false, true, true),
  UPSIDE_DOWN(false, true, false),
  TRANSPOSED(true, false, false),
  QUARTER_TURN(true, false, true),
  TRANSVERSED(true, true, true),
  THREE_QUARTER_TURN(true, true, false);

  private final boolean transposed;
  private final boolean rowsReversed;
  private final boolean columnsReversed;

  Orientation(boolean transposed, boolean rowsReversed, boolean columnsReversed) {
    this.transposed = transposed;
    this.rowsReversed = rowsReversed;
    this.columnsReversed = columnsReversed;
  }

  /** The orientation of an EXIF value; anything but 2 to 8 is upright. */
  static Orientation ofExif(int value) {
    return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
  }

  boolean swapsSides() {
    return transposed;
  }

  Pixels upright(Pixels stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    var height = transposed ? stored.width() : stored.height();
    var width = transposed ? stored.height() : stored.width();
    var channels = stored.channels();
    var from = stored.data();
    var to = new byte[from.length];
    var at = 0;
    for (var row = 0; row < height; row++) {
      var y = rowsReversed ? height - 1 - row : row;
      for (var column = 0; column < width; column++) {
        var x = columnsReversed ? width - 1 - column : column;
        var pixel = transposed ? x * stored.width() + y : y * stored.width() + x;
        for (var channel = 0; channel < channels; channel++) {
          to[at++] = from[pixel * channels + channel];
        }
      }
    }
    return new Pixels(height, width, channels, to);
  }
}
