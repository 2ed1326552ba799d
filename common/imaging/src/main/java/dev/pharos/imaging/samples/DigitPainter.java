package dev.pharos.imaging.samples;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.SplitMix;
import java.util.List;
import java.util.stream.IntStream;

/** Writes digits by hand, so to speak: white on black, as in MNIST. */
final class DigitPainter implements Painter {
  private static final int SIDE = 28;
  private static final List<String> DIGITS =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  @Override
  public List<String> classes() {
    return DIGITS;
  }

  @Override
  public Pixels paint(int label, SplitMix random) {
    var ways = Glyphs.ways(label);
    var hand = new Hand(random, SIDE);
    var ink = new Ink(random, SIDE);
    for (var stroke : ways.get(random.nextInt(ways.size()))) {
      ink.draw(hand.draw(stroke));
    }
    return scanned(ink, random);
  }

  /** What a scanner makes of it: not quite black, not quite white, and noisy. */
  private static Pixels scanned(Ink ink, SplitMix random) {
    var paper = random.between(0, 26);
    var full = random.between(165, 255);
    var grain = random.between(0, 12);
    var data = new byte[SIDE * SIDE];
    for (var i = 0; i < data.length; i++) {
      var value = paper + (full - paper) * ink.at(i) + grain * random.nextGrain();
      data[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
    return new Pixels(SIDE, SIDE, 1, data);
  }
}
