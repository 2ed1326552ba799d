package dev.pharos.imaging.samples;

import dev.pharos.imaging.SplitMix;

/**
 * How somebody happens to write at this moment: bends strokes from the unit box to places in the
 * picture. Slant, turn, size, place and unsteadiness vary.
 */
final class Hand {
  /** The digits lie in the middle 20 of 28 pixels, more or less. */
  private static final double USUAL_HEIGHT = 19;

  private final SplitMix random;
  private final double centre;
  private final double tall;
  private final double wide;
  private final double slant;
  private final double cos;
  private final double sin;
  private final double shiftX;
  private final double shiftY;
  private final double wobble;
  private final double phaseX;
  private final double phaseY;
  private final double unsteady;

  Hand(SplitMix random, int side) {
    this.random = random;
    centre = side / 2.0;
    tall = USUAL_HEIGHT * random.between(0.84, 1.16);
    wide = tall * random.between(0.56, 0.9);
    slant = 0.1 + 0.18 * random.nextGaussian();
    var turn = 0.11 * random.nextGaussian();
    cos = StrictMath.cos(turn);
    sin = StrictMath.sin(turn);
    shiftX = random.between(-2.2, 2.2);
    shiftY = random.between(-2.2, 2.2);
    wobble = random.between(0, 0.8);
    phaseX = random.between(0, 2 * Math.PI);
    phaseY = random.between(0, 2 * Math.PI);
    unsteady = random.between(0.012, 0.045);
  }

  /** The stroke as this hand draws it, in pixels. */
  Curve draw(Curve stroke) {
    var x = stroke.x.clone();
    var y = stroke.y.clone();
    for (var i = 0; i < x.length; i++) {
      // A corner is a point given twice; it moves as one.
      var corner = i > 0 && stroke.x[i] == stroke.x[i - 1] && stroke.y[i] == stroke.y[i - 1];
      x[i] = corner ? x[i - 1] : x[i] + unsteady * random.nextGaussian();
      y[i] = corner ? y[i - 1] : y[i] + unsteady * random.nextGaussian();
    }
    var line = new Curve(x, y).flattened();
    for (var i = 0; i < line.x.length; i++) {
      place(line, i);
    }
    return line;
  }

  private void place(Curve line, int i) {
    var v = (line.y[i] - 0.5) * tall;
    var u = (line.x[i] - 0.5) * wide - slant * v;
    var bentU = u + wobble * StrictMath.sin(v * 0.33 + phaseX);
    var bentV = v + wobble * StrictMath.sin(u * 0.33 + phaseY);
    line.x[i] = centre + shiftX + cos * bentU - sin * bentV;
    line.y[i] = centre + shiftY + sin * bentU + cos * bentV;
  }
}
