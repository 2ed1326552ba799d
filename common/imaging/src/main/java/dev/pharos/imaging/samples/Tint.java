package dev.pharos.imaging.samples;

/**
 * A colour.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
record Tint(double red, double green, double blue) {
  /** A colour by hue (a part of the circle), saturation and brightness, all 0 to 1. */
  static Tint of(double hue, double saturation, double brightness) {
    return new Tint(
        part(hue, 5, saturation, brightness),
        part(hue, 3, saturation, brightness),
        part(hue, 1, saturation, brightness));
  }

  private static double part(double hue, int n, double saturation, double brightness) {
    var k = (n + hue * 6) % 6;
    return 255 * brightness * (1 - saturation * Math.max(0, Math.min(1, Math.min(k, 4 - k))));
  }

  /** So much of the other colour (0 to 1), the rest of this. */
  Tint mixed(Tint other, double share) {
    return new Tint(
        red + (other.red - red) * share,
        green + (other.green - green) * share,
        blue + (other.blue - blue) * share);
  }
}
