package dev.pharos.imaging.samples;

import java.util.Arrays;

/**
 * A pen stroke: points that a smooth line (Catmull-Rom) goes through; a point given twice is a
 * corner.
 */
final class Curve {
  private static final int PIECES = 8;

  final double[] x;
  final double[] y;

  Curve(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  /** Reads points written as {@code "50,0 18,22"}, in percent of the box, y downwards. */
  static Curve parse(String points) {
    var pairs = Arrays.stream(points.trim().split(" ")).map(pair -> pair.split(",")).toList();
    return new Curve(
        pairs.stream().mapToDouble(pair -> Integer.parseInt(pair[0]) / 100.0).toArray(),
        pairs.stream().mapToDouble(pair -> Integer.parseInt(pair[1]) / 100.0).toArray());
  }

  /** The line as many short straight pieces: their ends. */
  Curve flattened() {
    var spans = x.length - 1;
    var px = new double[spans * PIECES + 1];
    var py = new double[px.length];
    for (var span = 0; span < spans; span++) {
      for (var piece = 0; piece < PIECES; piece++) {
        var t = (double) piece / PIECES;
        px[span * PIECES + piece] = between(x, span, t);
        py[span * PIECES + piece] = between(y, span, t);
      }
    }
    px[px.length - 1] = x[spans];
    py[py.length - 1] = y[spans];
    return new Curve(px, py);
  }

  private static double between(double[] p, int span, double t) {
    var p1 = p[span];
    var p2 = p[span + 1];
    var p0 = p[Math.max(0, span - 1)];
    var p3 = p[Math.min(p.length - 1, span + 2)];
    var t2 = t * t;
    var t3 = t2 * t;
    return 0.5
        * (2 * p1
            + (p2 - p0) * t
            + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t2
            + (3 * p1 - p0 - 3 * p2 + p3) * t3);
  }
}
