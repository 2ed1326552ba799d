package dev.pharos.imaging.jpeg;

/**
 * Brings coefficients to the columns of the target. Down they stay coefficients. What comes in
 * columns goes out in rows, as {@link HeightPass} wants it. For one thread.
 */
final class WidthPass {
  /** Bits that the result has behind the point. */
  static final int FRACTION = 4;

  private static final int SHIFT = Projection.POINT - FRACTION;

  /** So many columns are turned into rows at a time: half a line of the cache. */
  private static final int GROUP = 8;

  private int[][] sums = new int[GROUP][0];

  /**
   * Brings some rows of blocks to the target's columns.
   *
   * @param projection of the columns
   * @param left the first block that the arrays have
   * @param coefficients eight arrays for each column of blocks
   * @param parts how many components follow each other in an array
   * @param count how many rows of each component are wanted
   * @param target receives the rows, the components side by side
   * @param row where the first row goes
   */
  void run(
      Projection projection,
      int left,
      int[][] coefficients,
      int parts,
      int count,
      int[][] target,
      int row) {
    var length = coefficients[0].length;
    reserve(length);
    var width = projection.count();
    for (var x = 0; x < width; x += GROUP) {
      var group = Math.min(GROUP, width - x);
      for (var i = 0; i < group; i++) {
        var line = 8 * (projection.first(x + i) - left);
        Folding.fold(coefficients, line, projection.weights(x + i), SHIFT, sums[i], length);
      }
      for (var part = 0; part < parts; part++) {
        turn(group, part * (length / parts), count, target, row, part * width + x);
      }
    }
  }

  private void reserve(int length) {
    if (sums[0].length < length) {
      sums = new int[GROUP][length];
    }
  }

  private void turn(int group, int from, int count, int[][] target, int row, int x) {
    if (group == GROUP) {
      turn(sums, from, count, target, row, x);
    } else {
      for (var i = 0; i < group; i++) {
        for (var y = 0; y < count; y++) {
          target[row + y][x + i] = sums[i][from + y];
        }
      }
    }
  }

  private static void turn(int[][] sums, int from, int count, int[][] target, int row, int x) {
    var a = sums[0];
    var b = sums[1];
    var c = sums[2];
    var d = sums[3];
    var e = sums[4];
    var f = sums[5];
    var g = sums[6];
    var h = sums[7];
    for (var y = 0; y < count; y++) {
      var line = target[row + y];
      line[x] = a[from + y];
      line[x + 1] = b[from + y];
      line[x + 2] = c[from + y];
      line[x + 3] = d[from + y];
      line[x + 4] = e[from + y];
      line[x + 5] = f[from + y];
      line[x + 6] = g[from + y];
      line[x + 7] = h[from + y];
    }
  }
}
