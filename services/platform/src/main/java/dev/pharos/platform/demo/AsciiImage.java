package dev.pharos.platform.demo;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A small image in letters, dark to light. */
final class AsciiImage {
  private static final String SHADES = " .:-=+*#%@";

  private AsciiImage() {}

  /**
   * The lines of an image; a letter is about twice as high as wide, so every second row is left
   * out.
   */
  static List<String> lines(Path file) throws IOException {
    var image = ImageIO.read(file.toFile());
    if (image == null) {
      throw new IOException("no image: " + file);
    }
    var lines = new ArrayList<String>();
    for (var y = 0; y < image.getHeight(); y += 2) {
      var line = new StringBuilder();
      for (var x = 0; x < image.getWidth(); x++) {
        line.append(SHADES.charAt(shade(image, x, y)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static int shade(BufferedImage image, int x, int y) {
    var level = image.getRaster().getSample(x, y, 0);
    return Math.min(SHADES.length() - 1, level * SHADES.length() / 256);
  }
}
