package dev.pharos.imaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images and image files that tests are made of. */
public final class TestImages {
  private TestImages() {}

  /** Colours that change with the place, so that any shift, flip or swap is seen. */
  public static Pixels gradient(int height, int width, int channels) {
    var data = new byte[height * width * channels];
    var at = 0;
    for (var y = 0; y < height; y++) {
      for (var x = 0; x < width; x++) {
        for (var c = 0; c < channels; c++) {
          data[at++] = (byte) (c == 0 ? x * 255 / width : c == 1 ? y * 255 / height : x ^ y);
        }
      }
    }
    return new Pixels(height, width, channels, data);
  }

  /** Evenly random bytes: they do not compress, so that every part of a file matters. */
  public static Pixels noise(int height, int width, int channels, long seed) {
    var random = new SplitMix(seed);
    var data = new byte[height * width * channels];
    for (var i = 0; i < data.length; i++) {
      data[i] = (byte) random.nextInt(256);
    }
    return new Pixels(height, width, channels, data);
  }

  /** The image for ImageIO, gray or RGB. */
  public static BufferedImage buffered(Pixels pixels) {
    var gray = pixels.channels() == 1;
    var image =
        new BufferedImage(
            pixels.width(),
            pixels.height(),
            gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    for (var y = 0; y < pixels.height(); y++) {
      for (var x = 0; x < pixels.width(); x++) {
        for (var c = 0; c < pixels.channels(); c++) {
          image.getRaster().setSample(x, y, c, pixels.at(y, x, c));
        }
      }
    }
    return image;
  }

  /** A file of this format. */
  public static byte[] file(BufferedImage image, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    if (!ImageIO.write(image, format, out)) {
      throw new IllegalArgumentException("no writer for " + format);
    }
    return out.toByteArray();
  }

  /** A file of this format. */
  public static byte[] file(Pixels pixels, String format) throws IOException {
    return file(buffered(pixels), format);
  }

  /** A progressive JPEG file of the best quality. */
  public static byte[] progressiveJpeg(Pixels pixels) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      var param = writer.getDefaultWriteParam();
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(1);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(buffered(pixels), null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** The greatest difference between two images of one shape. */
  public static int distance(Pixels a, Pixels b) {
    if (!a.shape().equals(b.shape())) {
      throw new AssertionError(a + " is not shaped like " + b);
    }
    var worst = 0;
    for (var i = 0; i < a.data().length; i++) {
      worst = Math.max(worst, Math.abs((a.data()[i] & 0xff) - (b.data()[i] & 0xff)));
    }
    return worst;
  }
}
