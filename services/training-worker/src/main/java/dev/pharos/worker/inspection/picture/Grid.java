package dev.pharos.worker.inspection.picture;

import dev.pharos.imaging.Pixels;
import java.util.List;

/**
 * Pictures in rows of squares.
 *
 * @param columns squares in a row
 * @param side of a square, in pixels
 * @param gap between two squares, in pixels
 */
public record Grid(int columns, int side, int gap) {

  /** About as many rows as columns. */
  public static Grid square(int count, int side, int gap) {
    return new Grid(Math.max(1, (int) Math.ceil(Math.sqrt(count))), side, gap);
  }

  /** The pictures, row by row. */
  public Pixels of(List<Pixels> pictures) {
    int rows = Math.max(1, (pictures.size() + columns - 1) / columns);
    var canvas = new Canvas(length(rows), length(columns));
    for (int i = 0; i < pictures.size(); i++) {
      canvas.tile(pictures.get(i), place(i / columns), place(i % columns), side);
    }
    return canvas.pixels();
  }

  private int place(int number) {
    return number * (side + gap);
  }

  private int length(int count) {
    return count * (side + gap) - gap;
  }
}
