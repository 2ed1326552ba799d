package dev.pharos.imaging.decode;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.Resampler;
import dev.pharos.imaging.jpeg.JpegDecoder;
import dev.pharos.imaging.jpeg.JpegHeader;
import dev.pharos.imaging.jpeg.RowSink;
import dev.pharos.imaging.jpeg.UnusualJpegException;
import dev.pharos.imaging.jpeg.Window;
import java.util.Optional;

/** The quick way for usual JPEG files; nothing where the codec has to decide. For one thread. */
final class JpegPixels {
  private final JpegDecoder decoder = new JpegDecoder();

  /** How an image of a size is brought to another. */
  interface Fit {
    Resampler of(int height, int width, int channels);
  }

  /** The whole image as it is stored. */
  Optional<Pixels> whole(byte[] file) {
    try {
      var header = JpegHeader.read(file);
      var pixels =
          new Pixels(
              header.height(),
              header.width(),
              header.channels(),
              new byte[header.height() * header.width() * header.channels()]);
      decoder.decode(
          file, header, new Window(0, 0, header.height(), header.width()), new Copy(pixels));
      return Optional.of(pixels);
    } catch (UnusualJpegException e) {
      return Optional.empty();
    }
  }

  /** The image in another size, made while it is decoded. */
  Optional<Pixels> fitted(byte[] file, Fit fit) {
    try {
      var header = JpegHeader.read(file);
      var resampler = fit.of(header.height(), header.width(), header.channels());
      var shape = resampler.target();
      var pixels = new Pixels(shape, new byte[shape.volume()]);
      decoder.decode(file, header, resampler.window(), resampler.into(pixels.data()));
      return Optional.of(pixels);
    } catch (UnusualJpegException e) {
      return Optional.empty();
    }
  }

  /** Puts rows behind one another. */
  private static final class Copy implements RowSink {
    private final Pixels pixels;
    private int[][] row = {};
    private int at;

    Copy(Pixels pixels) {
      this.pixels = pixels;
    }

    @Override
    public int[][] begin(int left, int width) {
      row = new int[pixels.channels()][width];
      return row;
    }

    @Override
    public void row() {
      var data = pixels.data();
      for (var channel = 0; channel < row.length; channel++) {
        var values = row[channel];
        for (int x = 0, to = at + channel; x < pixels.width(); x++, to += row.length) {
          data[to] = (byte) values[x];
        }
      }
      at += pixels.width() * row.length;
    }
  }
}
