package dev.pharos.imaging.jpeg;

/**
 * The last rows of a component, as they are stored: for colour perhaps half as dense as the image.
 * Row after row goes around in a ring that holds those of two rows of units.
 */
final class Plane {
  private final int across;
  private final int down;
  private final int unit;
  private final int width;
  private final int base;
  private final int[][] ring;

  /**
   * A plane.
   *
   * @param component whose it is
   * @param units how many units are kept of each row of them
   * @param base where its blocks begin among all of a row of units, in columns of their lines
   */
  Plane(Component component, int units, int base) {
    this.across = component.horizontal();
    this.down = component.vertical();
    this.unit = 8 * across;
    this.width = unit * units;
    this.base = base;
    this.ring = new int[16 * down][width];
  }

  /** How many columns it takes among the lines of the blocks. */
  int length() {
    return down * width;
  }

  /** Where a block of a unit begins among the lines of the blocks. */
  int place(int x, int y, int column) {
    return base + y * width + column * unit + 8 * x;
  }

  /** Takes the samples of a row of units: eight arrays, array x with column x of each block. */
  void take(int[][] columns, int row) {
    for (var y = 0; y < 8 * down; y++) {
      var target = ring[(row * 8 * down + y) % ring.length];
      var from = base + y / 8 * width + y % 8;
      for (var x = 0; x < 8; x++) {
        var column = columns[x];
        for (var at = 0; at < width; at += 8) {
          target[at + x] = column[from + at];
        }
      }
    }
  }

  /** A row, of those that are still there. */
  int[] row(int number) {
    return ring[number % ring.length];
  }
}
