package dev.pharos.imaging.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * From brightness and colour differences (JFIF 1.02), which are not rounded yet, to the bytes of a
 * row of pixels. For one thread.
 */
final class PixelRow {
  /** Bits that what comes has behind the point. */
  static final int FRACTION = 6;

  private static final int POINT = 14;
  private static final int SHIFT = POINT + FRACTION;

  /** The middle of brightness, and half of what is lost when bits are dropped. */
  private static final int PLUS = (128 << SHIFT) + (1 << (SHIFT - 1));

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final int[] red;
  private final int[] green;
  private final int[] blue;

  /** For so many pixels. */
  PixelRow(int width) {
    red = new int[width];
    green = new int[width];
    blue = new int[width];
  }

  /** Writes a row of gray bytes from a place on. */
  void gray(int[] luma, byte[] target, int from) {
    shifted(luma, luma, 0, red);
    for (var i = 0; i < red.length; i++) {
      target[from + i] = (byte) red[i];
    }
  }

  /** Writes a row of red, green and blue bytes from a place on. */
  void colour(int[] luma, int[] blueness, int[] redness, byte[] target, int from) {
    shifted(luma, redness, 22970, red);
    green(luma, blueness, redness, green);
    shifted(luma, blueness, 29032, blue);
    pack(red, green, blue, red);
    var last = red.length - 1;
    // The fourth byte is the next pixel's, which comes after.
    for (var i = 0; i < last; i++) {
      INTS.set(target, from + 3 * i, red[i]);
    }
    for (var channel = 0; channel < 3; channel++) {
      target[from + 3 * last + channel] = (byte) (red[last] >> (8 * channel));
    }
  }

  private static void shifted(int[] luma, int[] difference, int factor, int[] target) {
    for (var i = 0; i < target.length; i++) {
      target[i] = Colour.limited(((luma[i] << POINT) + difference[i] * factor + PLUS) >> SHIFT);
    }
  }

  private static void green(int[] luma, int[] blueness, int[] redness, int[] target) {
    for (var i = 0; i < target.length; i++) {
      target[i] =
          Colour.limited(
              ((luma[i] << POINT) - blueness[i] * 5638 - redness[i] * 11700 + PLUS) >> SHIFT);
    }
  }

  private static void pack(int[] red, int[] green, int[] blue, int[] target) {
    for (var i = 0; i < target.length; i++) {
      target[i] = red[i] | green[i] << 8 | blue[i] << 16;
    }
  }
}
