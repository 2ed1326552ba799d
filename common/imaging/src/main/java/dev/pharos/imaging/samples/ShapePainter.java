package dev.pharos.imaging.samples;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.SplitMix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws a shape of any colour, size, place and direction before a shaded, noisy background. */
final class ShapePainter implements Painter {
  private static final int SIDE = 64;
  private static final Shape[] SHAPES = Shape.values();
  private static final List<String> NAMES =
      Arrays.stream(SHAPES).map(shape -> shape.name().toLowerCase(Locale.ROOT)).toList();

  /** Each pixel is asked for at so many points per side. */
  private static final int SAMPLES = 2;

  @Override
  public List<String> classes() {
    return NAMES;
  }

  @Override
  public Pixels paint(int label, SplitMix random) {
    var hue = random.nextDouble();
    var bright = random.chance(0.5);
    var ink = Tint.of(hue, random.between(0.4, 1), bright ? random.between(0.7, 1) : 0.35);
    var behind = (hue + random.between(0.25, 0.75)) % 1;
    var light = bright ? random.between(0.15, 0.45) : random.between(0.65, 1);
    var from = Tint.of(behind, random.between(0.1, 0.7), light);
    var to = Tint.of(behind, random.between(0.1, 0.7), light * random.between(0.6, 1));
    var slope = random.between(0, 1);
    var grain = random.between(2, 18);
    var placed = new Placed(SHAPES[label], random);
    var data = new byte[SIDE * SIDE * 3];
    var at = 0;
    for (var row = 0; row < SIDE; row++) {
      for (var column = 0; column < SIDE; column++) {
        var shade = (slope * row + (1 - slope) * column) / SIDE;
        var colour = from.mixed(to, shade).mixed(ink, placed.cover(column, row));
        var noise = grain * random.nextGrain();
        data[at++] = value(colour.red() + noise);
        data[at++] = value(colour.green() + noise);
        data[at++] = value(colour.blue() + noise);
      }
    }
    return new Pixels(SIDE, SIDE, 3, data);
  }

  private static byte value(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }

  /** A shape somewhere in the picture. */
  private static final class Placed {
    private final Shape shape;
    private final double x;
    private final double y;
    private final double cos;
    private final double sin;
    private final double size;
    private final double stretch;

    Placed(Shape shape, SplitMix random) {
      this.shape = shape;
      this.size = random.between(14, 27);
      var room = (SIDE - 2 * size) / 2 + 2;
      this.x = SIDE / 2.0 + random.between(-room, room);
      this.y = SIDE / 2.0 + random.between(-room, room);
      this.stretch = random.between(0.85, 1.15);
      var turn = random.between(-Math.PI, Math.PI);
      this.cos = StrictMath.cos(turn);
      this.sin = StrictMath.sin(turn);
    }

    /** How much of a pixel lies in the shape, 0 to 1. */
    double cover(int column, int row) {
      var hits = 0;
      for (var subrow = 0; subrow < SAMPLES; subrow++) {
        for (var subcolumn = 0; subcolumn < SAMPLES; subcolumn++) {
          if (contains(column + (subcolumn + 0.5) / SAMPLES, row + (subrow + 0.5) / SAMPLES)) {
            hits++;
          }
        }
      }
      return (double) hits / (SAMPLES * SAMPLES);
    }

    private boolean contains(double pixelX, double pixelY) {
      var dx = pixelX - x;
      var dy = pixelY - y;
      return shape.contains(
          (cos * dx + sin * dy) / size * stretch, (cos * dy - sin * dx) / size / stretch);
    }
  }
}
