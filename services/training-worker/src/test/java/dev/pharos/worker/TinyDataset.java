package dev.pharos.worker;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.SplitMix;
import dev.pharos.imaging.packed.ImageList;
import dev.pharos.imaging.packed.PackedDatasetWriter;
import dev.pharos.imaging.packed.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A data set that a network learns in a second: noise with a bright band, mirrored or not. */
public final class TinyDataset {
  public static final List<String> CLASSES = List.of("top", "middle", "bottom");
  public static final int TRAINING = 90;
  public static final int VALIDATION = 24;
  public static final int TEST = 30;

  private static final int SIZE = 28;
  private static final int BAND = 9;

  private TinyDataset() {}

  /** Puts the data set into a store. */
  public static ArtifactRef store(ArtifactStore artifacts, Path folder) throws IOException {
    var file = folder.resolve("tiny-dataset");
    var images = new ImageList();
    var pixels = new ArrayList<Pixels>();
    add(images, pixels, Split.TRAIN, TRAINING);
    add(images, pixels, Split.VALIDATION, VALIDATION);
    add(images, pixels, Split.TEST, TEST);
    try (var writer = PackedDatasetWriter.create(file, SIZE, SIZE, CLASSES, images)) {
      for (var i = 0; i < images.size(); i++) {
        writer.add(i, pixels.get(i));
      }
      writer.finish();
    }
    try {
      return artifacts.putFile(file);
    } finally {
      Files.delete(file);
    }
  }

  private static void add(ImageList images, List<Pixels> pixels, Split split, int count) {
    var kind = split.label().hashCode();
    for (var i = 0; i < count; i++) {
      var label = i % CLASSES.size();
      var hash = ByteBuffer.allocate(32).putInt(kind).putInt(i).array();
      images.add(label, split, "image-" + i, hash);
      pixels.add(image(label, kind + i));
    }
  }

  private static Pixels image(int label, long seed) {
    var random = new SplitMix(seed, label);
    var pixels = new byte[SIZE * SIZE];
    for (var y = 0; y < SIZE; y++) {
      for (var x = 0; x < SIZE; x++) {
        var bright = y / BAND == label ? 150 : 0;
        pixels[y * SIZE + x] = (byte) (random.nextInt(80) + bright);
      }
    }
    return new Pixels(SIZE, SIZE, 1, pixels);
  }
}
