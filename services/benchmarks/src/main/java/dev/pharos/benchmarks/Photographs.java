package dev.pharos.benchmarks;

import dev.pharos.imaging.SplitMix;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Generated images that cost a decoder what photographs cost: noise on several scales, the coarse
 * ones strong. At 500 x 375 and quality 0.9 a file has some 90 kB, as ImageNet's have.
 */
final class Photographs {
  private static final int[] SCALES = {64, 16, 4, 2};
  private static final int[] AMPLITUDES = {60, 30, 14, 8};

  private static final int SMALL = 64;
  private static final int DIFFERENT = 32;

  private Photographs() {}

  /** Writes so many JPEG files of two classes, as class-per-folder. */
  static void write(Path folder, int count, int height, int width) throws IOException {
    for (int i = 0; i < count; i++) {
      var file = folder.resolve(i % 2 == 0 ? "even" : "odd").resolve("photo%05d.jpg".formatted(i));
      Files.createDirectories(file.getParent());
      Files.write(file, jpeg(image(height, width, i)));
    }
  }

  /** Writes so many small JPEG files of two classes; only a few look different. */
  static void writeSmall(Path folder, int count) throws IOException {
    var different = new ArrayList<byte[]>();
    for (int i = 0; i < DIFFERENT; i++) {
      different.add(jpeg(image(SMALL, SMALL, i)));
    }
    Files.createDirectories(folder.resolve("even"));
    Files.createDirectories(folder.resolve("odd"));
    for (int i = 0; i < count; i++) {
      var jpeg = different.get(i % DIFFERENT);
      // No two files are the same: a number follows the image's end.
      var content = ByteBuffer.allocate(jpeg.length + Integer.BYTES).put(jpeg).putInt(i).array();
      Files.write(
          folder.resolve(i % 2 == 0 ? "even" : "odd").resolve("photo%07d.jpg".formatted(i)),
          content);
    }
  }

  static BufferedImage image(int height, int width, long seed) {
    var sum = new float[height * width * 3];
    for (int i = 0; i < SCALES.length; i++) {
      add(sum, height, width, SCALES[i], AMPLITUDES[i], new SplitMix(seed, i));
    }
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      int rgb = value(sum[3 * i]) << 16 | value(sum[3 * i + 1]) << 8 | value(sum[3 * i + 2]);
      image.setRGB(i % width, i / width, rgb);
    }
    return image;
  }

  /** Noise of one scale, linear between the points of its grid. */
  private static void add(
      float[] sum, int height, int width, int scale, int amplitude, SplitMix random) {
    int columns = width / scale + 2;
    var grid = new float[(height / scale + 2) * columns * 3];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = (float) (amplitude * random.nextGrain());
    }
    for (int y = 0; y < height; y++) {
      float down = y % scale / (float) scale;
      for (int x = 0; x < width; x++) {
        float right = x % scale / (float) scale;
        int at = (y / scale * columns + x / scale) * 3;
        for (int c = 0; c < 3; c++, at++) {
          float above = grid[at] + right * (grid[at + 3] - grid[at]);
          int next = at + 3 * columns;
          float below = grid[next] + right * (grid[next + 3] - grid[next]);
          sum[(y * width + x) * 3 + c] += above + down * (below - above);
        }
      }
    }
  }

  private static int value(float sum) {
    return Math.max(0, Math.min(255, Math.round(sum + 128)));
  }

  private static byte[] jpeg(BufferedImage image) {
    ImageIO.setUseCache(false);
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      var param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.9f);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
