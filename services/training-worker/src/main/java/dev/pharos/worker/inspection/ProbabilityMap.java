package dev.pharos.worker.inspection;

import dev.pharos.imaging.Pixels;
import dev.pharos.worker.inspection.picture.Canvas;
import dev.pharos.worker.inspection.picture.HeatMap;
import java.util.ArrayList;
import java.util.List;

/** The probability of a class at places of an image. */
final class ProbabilityMap {
  private static final int SMALLEST_PICTURE = 256;
  private static final double SHARE = 0.6;

  private final float[] values;
  private final int rows;
  private final int columns;

  /**
   * A map of {@code rows * columns} places.
   *
   * @param values row by row, 0 to 1
   */
  ProbabilityMap(float[] values, int rows, int columns) {
    this.values = values;
    this.rows = rows;
    this.columns = columns;
  }

  /** The image behind such a map, each pixel enlarged until it is large enough to look at. */
  static Pixels background(Pixels image) {
    int times = (SMALLEST_PICTURE + image.width() - 1) / image.width();
    return Canvas.stretched(image, image.height() * times, image.width() * times);
  }

  /**
   * The map laid over a {@link #background}.
   *
   * @param most the probability that is bright
   */
  Pixels over(Pixels background, double most) {
    return HeatMap.over(background, HeatMap.of(values, rows, columns, 0, most), SHARE);
  }

  /** The values as a list of rows. */
  List<List<Float>> table() {
    var table = new ArrayList<List<Float>>();
    for (int from = 0; from < values.length; from += columns) {
      var row = new ArrayList<Float>();
      for (int i = from; i < from + columns; i++) {
        row.add(values[i]);
      }
      table.add(row);
    }
    return table;
  }
}
