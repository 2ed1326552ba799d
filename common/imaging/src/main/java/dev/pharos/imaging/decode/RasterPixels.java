package dev.pharos.imaging.decode;

import dev.pharos.imaging.Pixels;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Takes the samples out of a decoded image as they were stored.
 *
 * <p>{@code BufferedImage.getRGB} would do for any image, but it is slow, and it bends gray values
 * (it takes them for linear light); so the usual layouts are read sample by sample.
 */
final class RasterPixels {
  private RasterPixels() {}

  /** The image, over white where it is transparent or does not cover its outline. */
  static Pixels of(BufferedImage image, Outline outline) throws UndecodableImageException {
    var pixels = opaque(image);
    if (pixels.width() == outline.width() && pixels.height() == outline.height()) {
      return pixels;
    }
    if (outline.left() + pixels.width() > outline.width()
        || outline.top() + pixels.height() > outline.height()) {
      throw new UndecodableImageException(
          "the %s file contradicts itself about its size".formatted(outline.format().label()));
    }
    var channels = pixels.channels();
    var canvas = new byte[outline.height() * outline.width() * channels];
    Arrays.fill(canvas, (byte) 255);
    for (var row = 0; row < pixels.height(); row++) {
      System.arraycopy(
          pixels.data(),
          row * pixels.width() * channels,
          canvas,
          ((outline.top() + row) * outline.width() + outline.left()) * channels,
          pixels.width() * channels);
    }
    return new Pixels(outline.height(), outline.width(), channels, canvas);
  }

  private static Pixels opaque(BufferedImage image) throws UndecodableImageException {
    var model = image.getColorModel();
    if (model instanceof ComponentColorModel && isPlain(model)) {
      return samples(image.getRaster(), model);
    }
    if (isFloating(image.getRaster().getDataBuffer().getDataType())) {
      throw new UndecodableImageException("images of floating-point samples cannot be read");
    }
    return converted(image);
  }

  /** Gray or RGB, with or without alpha, in 8 or 16 bits. */
  private static boolean isPlain(ColorModel model) {
    var space = model.getColorSpace().getType();
    var type = model.getTransferType();
    return (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT)
        && !model.isAlphaPremultiplied()
        && Arrays.stream(model.getComponentSize()).allMatch(bits -> bits == 8 || bits == 16);
  }

  private static boolean isFloating(int dataType) {
    return dataType == DataBuffer.TYPE_FLOAT || dataType == DataBuffer.TYPE_DOUBLE;
  }

  private static Pixels samples(Raster raster, ColorModel model) {
    var channels = model.getNumColorComponents();
    if (!model.hasAlpha()
        && raster.getDataBuffer() instanceof DataBufferByte bytes
        && bytes.getNumBanks() == 1
        && raster.getSampleModel() instanceof ComponentSampleModel layout) {
      return bytes(raster, bytes, layout, channels);
    }
    var bands = model.getNumComponents();
    var wide = model.getTransferType() == DataBuffer.TYPE_USHORT;
    var width = raster.getWidth();
    var height = raster.getHeight();
    var out = new byte[height * width * channels];
    var row = new int[width * bands];
    var to = 0;
    for (var y = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      if (wide) {
        narrow(row);
      }
      for (var from = 0; from < row.length; from += bands) {
        for (var channel = 0; channel < channels; channel++) {
          var value = row[from + channel];
          out[to++] = (byte) (model.hasAlpha() ? overWhite(value, row[from + bands - 1]) : value);
        }
      }
    }
    return new Pixels(height, width, channels, out);
  }

  /** Opaque bytes are taken as they lie: most photographs are, and this is several times faster. */
  private static Pixels bytes(
      Raster raster, DataBufferByte buffer, ComponentSampleModel layout, int channels) {
    var width = raster.getWidth();
    var height = raster.getHeight();
    var data = buffer.getData();
    var step = layout.getPixelStride();
    var out = new byte[height * width * channels];
    for (var channel = 0; channel < channels; channel++) {
      var x = raster.getMinX() - raster.getSampleModelTranslateX();
      var y = raster.getMinY() - raster.getSampleModelTranslateY();
      var begin = buffer.getOffset() + layout.getOffset(x, y, channel);
      for (var row = 0; row < height; row++) {
        var from = begin + row * layout.getScanlineStride();
        var to = row * width * channels + channel;
        for (var column = 0; column < width; column++, from += step, to += channels) {
          out[to] = data[from];
        }
      }
    }
    return new Pixels(height, width, channels, out);
  }

  /** 16 bits to 8, rounded: 65535 becomes 255. */
  private static void narrow(int[] samples) {
    for (var i = 0; i < samples.length; i++) {
      samples[i] = (samples[i] * 255 + 32_767) / 65_535;
    }
  }

  private static int overWhite(int value, int alpha) {
    return (value * alpha + 255 * (255 - alpha) + 127) / 255;
  }

  /** Palettes, packed pixels and foreign colour spaces: through Java's own colour conversion. */
  private static Pixels converted(BufferedImage image) {
    var width = image.getWidth();
    var height = image.getHeight();
    var out = new byte[height * width * 3];
    var row = new int[width];
    var to = 0;
    for (var y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (var argb : row) {
        var alpha = argb >>> 24;
        out[to++] = (byte) overWhite(argb >> 16 & 0xff, alpha);
        out[to++] = (byte) overWhite(argb >> 8 & 0xff, alpha);
        out[to++] = (byte) overWhite(argb & 0xff, alpha);
      }
    }
    return new Pixels(height, width, 3, out);
  }
}
