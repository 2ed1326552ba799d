package dev.pharos.imaging.decode;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.Resampler;
import dev.pharos.imaging.jpeg.JpegDecoder;
import dev.pharos.imaging.jpeg.JpegHeader;
import dev.pharos.imaging.jpeg.ScaledDecoder;
import dev.pharos.imaging.jpeg.UnusualJpegException;
import java.util.Optional;

/** The quick way for usual JPEG files; nothing where the codec has to decide. For one thread. */
final class JpegPixels {
  private final JpegDecoder decoder = new JpegDecoder();
  private final ScaledDecoder scaled = new ScaledDecoder();

  /** How an image of a size is brought to another. */
  interface Fit {
    Resampler of(int height, int width, int channels);
  }

  /** The whole image as it is stored. */
  Optional<Pixels> whole(byte[] file) {
    try {
      return Optional.of(whole(file, JpegHeader.read(file)));
    } catch (UnusualJpegException e) {
      return Optional.empty();
    }
  }

  private Pixels whole(byte[] file, JpegHeader header) throws UnusualJpegException {
    var shape = new ImageShape(header.height(), header.width(), header.channels());
    var pixels = new Pixels(shape, new byte[shape.volume()]);
    decoder.decode(file, header, pixels.data());
    return pixels;
  }

  /** The image in another size, made while it is decoded; as it is stored if it has the size. */
  Optional<Pixels> fitted(byte[] file, Fit fit) {
    try {
      var header = JpegHeader.read(file);
      var resampler = fit.of(header.height(), header.width(), header.channels());
      var shape = resampler.target();
      if (shape.height() == header.height() && shape.width() == header.width()) {
        return Optional.of(whole(file, header));
      }
      var pixels = new Pixels(shape, new byte[shape.volume()]);
      scaled.decode(file, header, resampler.rows(), resampler.columns(), pixels.data());
      return Optional.of(pixels);
    } catch (UnusualJpegException e) {
      return Optional.empty();
    }
  }
}
