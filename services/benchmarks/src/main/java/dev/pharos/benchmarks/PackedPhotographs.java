package dev.pharos.benchmarks;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.packed.ImageList;
import dev.pharos.imaging.packed.PackedDatasetWriter;
import dev.pharos.imaging.packed.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Packed data sets of generated images, all for training. */
final class PackedPhotographs {
  private static final int DIFFERENT = 32;

  private PackedPhotographs() {}

  /** Writes so many squares, of which only a few differ: what they show costs nothing. */
  static void write(Path file, int count, int side) throws IOException {
    var different = new ArrayList<Pixels>();
    for (int i = 0; i < DIFFERENT; i++) {
      different.add(pixels(side, i));
    }
    var images = new ImageList();
    for (int i = 0; i < count; i++) {
      var hash = ByteBuffer.allocate(32).putInt(28, i).array();
      images.add(i % 2, Split.TRAIN, "photo%d.jpg".formatted(i), hash);
    }
    try (var writer =
        PackedDatasetWriter.create(file, side, side, List.of("even", "odd"), images)) {
      for (int i = 0; i < count; i++) {
        writer.add(i, different.get(i % DIFFERENT));
      }
      writer.finish();
    }
  }

  private static Pixels pixels(int side, int seed) {
    var rgb = Photographs.image(side, side, seed).getRGB(0, 0, side, side, null, 0, side);
    var bytes = new byte[3 * rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      bytes[3 * i] = (byte) (rgb[i] >> 16);
      bytes[3 * i + 1] = (byte) (rgb[i] >> 8);
      bytes[3 * i + 2] = (byte) rgb[i];
    }
    return new Pixels(side, side, 3, bytes);
  }
}
