package dev.pharos.dataset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/** A data set whose images take long to decode and little to write. */
final class SlowImages {
  private SlowImages() {}

  /** Photographs of some 20 ms each, all with the same picture and different bytes. */
  static Path write(Path folder, int count) throws IOException {
    var random = new Random(1);
    var image = new BufferedImage(1200, 1000, BufferedImage.TYPE_INT_RGB);
    for (var y = 0; y < image.getHeight(); y++) {
      for (var x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    var jpeg = out.toByteArray();
    for (var i = 0; i < count; i++) {
      var file = folder.resolve(i % 2 == 0 ? "even" : "odd").resolve(i + ".jpg");
      Files.createDirectories(file.getParent());
      // What follows the end of a JPEG is not looked at.
      var copy = Arrays.copyOf(jpeg, jpeg.length + 4);
      copy[jpeg.length] = (byte) i;
      copy[jpeg.length + 1] = (byte) (i >> 8);
      Files.write(file, copy);
    }
    return folder;
  }
}
