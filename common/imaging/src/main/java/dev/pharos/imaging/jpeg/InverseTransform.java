package dev.pharos.imaging.jpeg;

/**
 * The inverse discrete cosine transform (ITU-T T.81, A.3.3) of many blocks side by side, in whole
 * numbers with the factors and roundings of libjpeg's default, so that the result is the same.
 *
 * <p>Line y of all blocks lies in one array, eight numbers for each block, and a step treats all
 * numbers alike. Even and odd lines are two small matrices, multiplied out: that is more
 * multiplications than the usual graph has (Loeffler, Ligtenberg and Moschytz 1989), but the JVM
 * makes vectors of them, which it does not of the graph. Belongs to one thread.
 */
final class InverseTransform {
  private static final int POINT = 13;
  private static final int ONE = 1 << POINT;

  /** How many bits more than a whole number the middle result keeps. */
  private static final int EXTRA = 2;

  /** Of lines 0, 2, 4 and 6: what samples 0 to 3 take, and 7 to 4 as well. */
  private static final int[][] EVEN = {
    {ONE, 10703, ONE, 4433},
    {ONE, 4433, -ONE, -10704},
    {ONE, -4433, -ONE, 10704},
    {ONE, -10703, ONE, -4433}
  };

  /** Of lines 1, 3, 5 and 7: what samples 0 to 3 take, and 7 to 4 the negative. */
  private static final int[][] ODD = {
    {11363, 9633, 6437, 2260},
    {9633, -2259, -11362, -6436},
    {6437, -11362, 2261, 9633},
    {2260, -6436, 9633, -11363}
  };

  private int[][] even = new int[4][0];
  private int[][] odd = new int[4][0];

  /**
   * Transforms coefficients to samples, 0 to 255. Afterwards column x of all blocks lies in array
   * x: in place 8 b + y that of row y in block b.
   *
   * @param lines eight arrays, or more
   * @param count how many numbers of each are used, a multiple of 8
   */
  void run(int[][] lines, int count) {
    if (even[0].length < count) {
      even = new int[4][count];
      odd = new int[4][count];
    }
    pass(lines, count, POINT - EXTRA);
    for (var y = 1; y < 8; y++) {
      for (var x = 0; x < y; x++) {
        exchange(lines[x], y, lines[y], x, count);
      }
    }
    pass(lines, count, POINT + EXTRA + 3);
    for (var x = 0; x < 8; x++) {
      limit(lines[x], count);
    }
  }

  private void pass(int[][] lines, int count, int shift) {
    var half = 1 << (shift - 1);
    for (var i = 0; i < 4; i++) {
      combine(lines[0], lines[2], lines[4], lines[6], EVEN[i], half, even[i], count);
      combine(lines[1], lines[3], lines[5], lines[7], ODD[i], 0, odd[i], count);
    }
    for (var i = 0; i < 4; i++) {
      cross(even[i], odd[i], shift, lines[i], lines[7 - i], count);
    }
  }

  private static void combine(
      int[] a, int[] b, int[] c, int[] d, int[] factors, int plus, int[] target, int count) {
    var ofA = factors[0];
    var ofB = factors[1];
    var ofC = factors[2];
    var ofD = factors[3];
    for (var i = 0; i < count; i++) {
      target[i] = a[i] * ofA + b[i] * ofB + c[i] * ofC + d[i] * ofD + plus;
    }
  }

  private static void cross(int[] a, int[] b, int shift, int[] sum, int[] difference, int count) {
    for (var i = 0; i < count; i++) {
      var one = a[i];
      var other = b[i];
      sum[i] = (one + other) >> shift;
      difference[i] = (one - other) >> shift;
    }
  }

  /** Rows become columns: exchanges two numbers of every block. */
  private static void exchange(int[] line, int at, int[] other, int otherAt, int count) {
    for (var block = 0; block < count; block += 8) {
      var number = line[block + at];
      line[block + at] = other[block + otherAt];
      other[block + otherAt] = number;
    }
  }

  private static void limit(int[] line, int count) {
    for (var i = 0; i < count; i++) {
      line[i] = Colour.limited(line[i] + 128);
    }
  }
}
