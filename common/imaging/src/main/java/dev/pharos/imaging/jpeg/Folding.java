package dev.pharos.imaging.jpeg;

/**
 * The loops that most of the work is done in: weighted arrays are added up. Four at a time: of more
 * the JVM makes no vectors.
 */
final class Folding {
  private Folding() {}

  /**
   * Adds up arrays, weighted, and drops bits of the sum.
   *
   * @param lines the arrays
   * @param line the first of them
   * @param weights as many as arrays are added, a multiple of eight
   * @param shift how many bits are dropped, after rounding
   * @param target receives so many numbers
   */
  static void fold(int[][] lines, int line, int[] weights, int shift, int[] target, int count) {
    var last = weights.length - 4;
    four(lines, line, weights, 1 << (shift - 1), target, count);
    for (var at = 4; at < last; at += 4) {
      more(lines, line + at, weights, at, 0, target, count);
    }
    more(lines, line + last, weights, last, shift, target, count);
  }

  private static void four(
      int[][] lines, int line, int[] weights, int plus, int[] target, int count) {
    four(
        lines[line],
        weights[0],
        lines[line + 1],
        weights[1],
        lines[line + 2],
        weights[2],
        lines[line + 3],
        weights[3],
        plus,
        target,
        count);
  }

  private static void four(
      int[] a,
      int ofA,
      int[] b,
      int ofB,
      int[] c,
      int ofC,
      int[] d,
      int ofD,
      int plus,
      int[] target,
      int count) {
    for (var i = 0; i < count; i++) {
      target[i] = a[i] * ofA + b[i] * ofB + c[i] * ofC + d[i] * ofD + plus;
    }
  }

  private static void more(
      int[][] lines, int line, int[] weights, int weight, int shift, int[] target, int count) {
    more(
        lines[line],
        weights[weight],
        lines[line + 1],
        weights[weight + 1],
        lines[line + 2],
        weights[weight + 2],
        lines[line + 3],
        weights[weight + 3],
        shift,
        target,
        count);
  }

  private static void more(
      int[] a,
      int ofA,
      int[] b,
      int ofB,
      int[] c,
      int ofC,
      int[] d,
      int ofD,
      int shift,
      int[] target,
      int count) {
    for (var i = 0; i < count; i++) {
      target[i] = (target[i] + a[i] * ofA + b[i] * ofB + c[i] * ofC + d[i] * ofD) >> shift;
    }
  }
}
