package dev.pharos.worker.inspection.picture;

import dev.pharos.imaging.Pixels;

/**
 * Values in rows and columns as colours: dark blue over green to yellow, even steps for the eye and
 * in grey (the ends and middles of matplotlib's viridis).
 */
public final class HeatMap {
  private static final int[][] STOPS = {
    {68, 1, 84}, {59, 82, 139}, {33, 145, 140}, {94, 201, 98}, {253, 231, 37}
  };

  private HeatMap() {}

  /**
   * Draws values.
   *
   * @param values row by row
   * @param low what is dark; and everything below
   * @param high what is bright; and everything above
   */
  public static Pixels of(float[] values, int rows, int columns, double low, double high) {
    var data = new byte[rows * columns * 3];
    for (int i = 0; i < values.length; i++) {
      double share = high > low ? (values[i] - low) / (high - low) : 0;
      paint(Math.max(0, Math.min(1, Double.isNaN(share) ? 0 : share)), data, i * 3);
    }
    return new Pixels(rows, columns, 3, data);
  }

  private static void paint(double share, byte[] data, int at) {
    double place = share * (STOPS.length - 1);
    int stop = Math.min(STOPS.length - 2, (int) place);
    double part = place - stop;
    for (int channel = 0; channel < 3; channel++) {
      data[at + channel] =
          (byte) Math.round(STOPS[stop][channel] * (1 - part) + STOPS[stop + 1][channel] * part);
    }
  }

  /**
   * Lays a heat map over an image of which only the light is kept.
   *
   * @param share of the heat map, 0 to 1
   */
  public static Pixels over(Pixels image, Pixels heat, double share) {
    var grey = image.withChannels(1).withChannels(3);
    var colours = Canvas.stretched(heat, image.height(), image.width());
    var data = new byte[grey.data().length];
    for (int i = 0; i < data.length; i++) {
      data[i] =
          (byte)
              Math.round(
                  (grey.data()[i] & 0xff) * (1 - share) + (colours.data()[i] & 0xff) * share);
    }
    return new Pixels(image.height(), image.width(), 3, data);
  }
}
