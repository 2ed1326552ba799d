package dev.pharos.imaging.prepare;

import dev.pharos.imaging.Luma;

/**
 * Colour and normalisation as one step from bytes to values of the network: a table per channel,
 * and, where the saturation changes, a share of the pixel's luma. Nothing is rounded to bytes or
 * cut at black and white in between. Belongs to one thread.
 */
final class Normaliser {
  private static final int LEVELS = 256;

  private final Preprocessing preprocessing;
  private final boolean colour;
  private final float[][] plain;
  private final float[][] changed;
  private final float[] lumaShare;
  private boolean mixes;

  Normaliser(Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
    this.colour = preprocessing.stored().channels() == 3;
    var channels = preprocessing.input().channels();
    this.plain = new float[channels][LEVELS];
    this.changed = new float[channels][LEVELS];
    this.lumaShare = new float[channels];
    for (var channel = 0; channel < channels; channel++) {
      var mean = preprocessing.mean().get(channel);
      var std = preprocessing.std().get(channel);
      for (var value = 0; value < LEVELS; value++) {
        plain[channel][value] = (float) ((value / 255.0 - mean) / std);
      }
    }
  }

  /** The tables of an image whose colour stays. */
  float[][] unchanged() {
    mixes = false;
    return plain;
  }

  /**
   * The tables of an image whose colour changes. With u a channel, 1 being white, w(u) the luma of
   * its pixel, b, c and s the factors, m the mean luma of the window, and d the shift, the channel
   * becomes {@code s (c b u + (1 - c) b m) + (1 - s) w(c b u + (1 - c) b m) + d}, which is {@code s
   * c b u + (1 - s) c b w(u) + (1 - c) b m + d}.
   *
   * @param meanLuma of the window, 1 being white
   */
  float[][] changed(Change change, double meanLuma) {
    var both = change.contrast * change.brightness;
    // Luma has no saturation: what goes from the channel to the luma is the same value.
    mixes = colour && plain.length == 3 && change.saturation != 1;
    var own = mixes ? change.saturation * both : both;
    var level = (1 - change.contrast) * change.brightness * meanLuma;
    for (var channel = 0; channel < plain.length; channel++) {
      var mean = preprocessing.mean().get(channel);
      var std = preprocessing.std().get(channel);
      var begin = (float) ((level + shift(change, channel) - mean) / std);
      var step = (float) (own / (255 * std));
      var table = changed[channel];
      for (var value = 0; value < LEVELS; value++) {
        table[value] = begin + step * value;
      }
      lumaShare[channel] = (float) ((1 - change.saturation) * both / (255 * std));
    }
    return changed;
  }

  private double shift(Change change, int channel) {
    if (!colour) {
      return change.shift[0];
    }
    return plain.length == 3
        ? change.shift[channel]
        : Luma.of(change.shift[0], change.shift[1], change.shift[2]);
  }

  /** Whether each value gets a share of its pixel's luma too, as {@link #share} says. */
  boolean mixes() {
    return mixes;
  }

  /** What is added to a channel for each step of luma, of 255. */
  float share(int channel) {
    return lumaShare[channel];
  }
}
