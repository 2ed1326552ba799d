package dev.pharos.systemtests;

import dev.pharos.imaging.samples.SampleData;
import dev.pharos.testkit.TemporaryFolders;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Images to import, each time in a new folder that is gone after the tests. */
public final class Images {
  private Images() {}

  /** Drawn digits in a new folder. */
  public static Path digits(int count, long seed) {
    var folder = TemporaryFolders.untilTheEnd("digits").resolve("digits");
    try {
      SampleData.digits(folder, count, seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /**
   * Pictures as a camera roll has them, in two classes: some upright, some not, of many sizes, as
   * JPEG, PNG, GIF and BMP.
   */
  static Path photographs(int perClass) throws IOException {
    var folder = TemporaryFolders.untilTheEnd("photographs");
    var random = new Random(7);
    for (var name : List.of("sunset", "forest")) {
      Files.createDirectories(folder.resolve(name));
      for (var i = 0; i < perClass; i++) {
        var format = List.of("jpg", "png", "gif", "bmp").get(i % 4);
        var image = picture(name, 180 + random.nextInt(500), 150 + random.nextInt(400), random);
        ImageIO.write(
            image, format, folder.resolve(name + "/picture " + i + "." + format).toFile());
      }
    }
    return folder;
  }

  /** Small pictures of as many classes as wanted, each class with a hue of its own. */
  static Path hues(int classes, int perClass) throws IOException {
    var folder = TemporaryFolders.untilTheEnd("hues");
    var random = new Random(11);
    for (var label = 0; label < classes; label++) {
      var into = Files.createDirectories(folder.resolve("hue %03d".formatted(label)));
      for (var i = 0; i < perClass; i++) {
        var image = new BufferedImage(48, 40, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.getHSBColor(label / (float) classes, 1, 1));
        graphics.fillRect(0, 0, 48, 40);
        graphics.setColor(Color.BLACK);
        graphics.fillOval(random.nextInt(40), random.nextInt(32), 8, 8);
        graphics.dispose();
        ImageIO.write(image, "png", into.resolve(i + ".png").toFile());
      }
    }
    return folder;
  }

  private static BufferedImage picture(String name, int width, int height, Random random) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    var top = name.equals("sunset") ? new Color(250, 140, 40) : new Color(40, 120, 50);
    var bottom = name.equals("sunset") ? new Color(120, 30, 60) : new Color(20, 60, 20);
    graphics.setPaint(new GradientPaint(0, 0, top, 0, height, bottom));
    graphics.fillRect(0, 0, width, height);
    for (var spot = 0; spot < 40; spot++) {
      graphics.setColor(new Color(random.nextInt(0x1000000) & 0x7f7f7f));
      graphics.fillOval(random.nextInt(width), random.nextInt(height), 20, 20);
    }
    graphics.dispose();
    return image;
  }
}
