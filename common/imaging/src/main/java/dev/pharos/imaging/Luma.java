package dev.pharos.imaging;

/**
 * Brightness of a colour as ITU-R BT.601 weighs it: 0.299 R + 0.587 G + 0.114 B.
 *
 * <p>In 16-bit fixed point, so that every machine gets the same bytes, and gray stays exactly what
 * it was (the weights add up to 65536).
 */
public final class Luma {
  private static final int RED = 19595;
  private static final int GREEN = 38470;
  private static final int BLUE = 7471;

  private Luma() {}

  /** The luma, 0 to 255, of a colour whose parts lie between 0 and 255. */
  public static int of(int red, int green, int blue) {
    return (red * RED + green * GREEN + blue * BLUE + 0x8000) >>> 16;
  }

  /** The luma of a colour on any scale, not rounded, with exactly the same weights. */
  public static double of(double red, double green, double blue) {
    return (red * RED + green * GREEN + blue * BLUE) / 0x10000;
  }

  /** The luma of every pixel of an RGB image. */
  public static byte[] of(byte[] rgb) {
    var gray = new byte[rgb.length / 3];
    for (var i = 0; i < gray.length; i++) {
      gray[i] = (byte) of(rgb[3 * i] & 0xff, rgb[3 * i + 1] & 0xff, rgb[3 * i + 2] & 0xff);
    }
    return gray;
  }

  /** An RGB image whose channels all repeat the luma. */
  public static byte[] replicate(byte[] gray) {
    var rgb = new byte[gray.length * 3];
    for (var i = 0; i < gray.length; i++) {
      rgb[3 * i] = gray[i];
      rgb[3 * i + 1] = gray[i];
      rgb[3 * i + 2] = gray[i];
    }
    return rgb;
  }
}
