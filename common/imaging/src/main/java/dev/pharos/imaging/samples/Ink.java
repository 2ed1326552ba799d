package dev.pharos.imaging.samples;

import dev.pharos.imaging.SplitMix;

/**
 * Lays strokes on a square sheet: darkness 0 to 1 per pixel, with soft edges and uneven pressure.
 */
final class Ink {
  private final int side;
  private final float[] sheet;
  private final double radius;
  private final double softness;
  private final double pressure;
  private final double phase;

  Ink(SplitMix random, int side) {
    this.side = side;
    this.sheet = new float[side * side];
    this.radius = random.between(0.75, 1.75);
    this.softness = random.between(0.55, 1.0);
    this.pressure = random.between(0, 0.3);
    this.phase = random.between(0, 2 * Math.PI);
  }

  void draw(Curve line) {
    var travelled = 0.0;
    for (var i = 1; i < line.x.length; i++) {
      travelled += StrictMath.hypot(line.x[i] - line.x[i - 1], line.y[i] - line.y[i - 1]);
      var thickness = radius * (1 + pressure * StrictMath.sin(travelled * 0.35 + phase));
      piece(line.x[i - 1], line.y[i - 1], line.x[i], line.y[i], thickness);
    }
  }

  private void piece(double x0, double y0, double x1, double y1, double thickness) {
    var reach = thickness + softness;
    var top = Math.max(0, (int) Math.floor(Math.min(y0, y1) - reach));
    var bottom = Math.min(side - 1, (int) Math.ceil(Math.max(y0, y1) + reach));
    var left = Math.max(0, (int) Math.floor(Math.min(x0, x1) - reach));
    var right = Math.min(side - 1, (int) Math.ceil(Math.max(x0, x1) + reach));
    for (var row = top; row <= bottom; row++) {
      for (var column = left; column <= right; column++) {
        var away = distance(column + 0.5, row + 0.5, x0, y0, x1, y1);
        var ink = (float) Math.max(0, Math.min(1, (reach - away) / (2 * softness)));
        var at = row * side + column;
        sheet[at] = Math.max(sheet[at], ink);
      }
    }
  }

  private static double distance(double x, double y, double x0, double y0, double x1, double y1) {
    var dx = x1 - x0;
    var dy = y1 - y0;
    var length = dx * dx + dy * dy;
    var t = length == 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / length;
    t = Math.max(0, Math.min(1, t));
    var ex = x - x0 - t * dx;
    var ey = y - y0 - t * dy;
    return Math.sqrt(ex * ex + ey * ey);
  }

  /** How much ink a pixel has, 0 to 1. */
  float at(int pixel) {
    return sheet[pixel];
  }
}
