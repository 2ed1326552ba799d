package dev.pharos.worker.inspection;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.FileSystemArtifactStore;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Json;
import dev.pharos.engine.Batch;
import dev.pharos.engine.ModelDescription;
import dev.pharos.engine.Optimization;
import dev.pharos.engine.Trainer;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.decode.ImageDecoder;
import dev.pharos.imaging.packed.ImageList;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.PackedDatasetWriter;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.Preprocessing;
import dev.pharos.imaging.samples.SampleData;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small network that has learned some of the sample shapes, with two of its checkpoints. */
final class TrainedShapes implements AutoCloseable {
  static final List<String> CLASSES = List.of("cross", "ring", "triangle");
  static final int INPUT = 56;
  private static final int EACH = 240;
  private static final int TESTED = 40;
  private static final int EPOCHS = 12;
  private static final int BATCH = 32;
  private static final String NETWORK =
      "INPUT(56x56x3) -> CONV(5x5,16) -> BN -> RELU -> POOL -> CONV(3x3,24) -> BN -> RELU -> POOL"
          + " -> CONV(3x3,32) -> BN -> RELU -> POOL -> FC";

  final ArtifactStore artifacts;
  final ArtifactRef dataset;
  final PackedDataset images;
  final Preprocessing preprocessing;
  final List<ArtifactRef> checkpoints = new ArrayList<>();
  final ArtifactRef model;

  TrainedShapes(Path folder) throws Exception {
    artifacts = new FileSystemArtifactStore(folder.resolve("store"));
    dataset = store(folder);
    images = PackedDataset.open(artifacts.localFile(dataset));
    preprocessing = Preprocessing.forDataset(images.info(), INPUT, INPUT, 3);
    model = train(folder);
  }

  Path modelFile() throws IOException {
    return artifacts.localFile(model);
  }

  Images looked() {
    return new Images(images, preprocessing, CLASSES);
  }

  private ArtifactRef store(Path folder) throws Exception {
    var drawn = folder.resolve("shapes");
    SampleData.shapes(drawn, EACH * 10, 5);
    var file = folder.resolve("packed");
    var decoder = new ImageDecoder();
    var index = new ImageList();
    for (int i = 0; i < EACH; i++) {
      for (int label = 0; label < CLASSES.size(); label++) {
        var name = CLASSES.get(label) + "/%05d.png".formatted(i);
        var hash = ByteBuffer.allocate(32).putInt(i).putInt(label).array();
        index.add(label, i < TESTED ? Split.TEST : Split.TRAIN, name, hash);
      }
    }
    try (var writer = PackedDatasetWriter.create(file, 64, 64, CLASSES, index)) {
      for (int i = 0; i < index.size(); i++) {
        writer.add(i, decoder.decode(Files.readAllBytes(drawn.resolve(index.sourceName(i)))));
      }
      writer.finish();
    }
    return artifacts.putFile(file);
  }

  private ArtifactRef train(Path folder) throws IOException {
    NetworkSpec network =
        Networks.build(
            "pattern",
            NetworkSettings.defaults().withClasses(CLASSES.size()).with("pattern", NETWORK));
    var looked = looked();
    var order = new ArrayList<Integer>();
    for (int image : images.indices(Split.TRAIN)) {
      order.add(image);
    }
    var random = new Random(1);
    try (var trainer = Trainer.create(network, Optimization.adam(0.003), 1)) {
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        Collections.shuffle(order, random);
        for (int from = 0; from + BATCH <= order.size(); from += BATCH) {
          trainer.step(batch(looked, order.subList(from, from + BATCH), random));
        }
        if (epoch == 0 || epoch == EPOCHS - 1) {
          var file = folder.resolve("checkpoint");
          trainer.checkpoint(file, Json.mapper().createObjectNode());
          checkpoints.add(artifacts.putFile(file));
        }
      }
      var file = folder.resolve("model");
      trainer.saveModel(
          file,
          new ModelDescription(
              network, CLASSES, Json.mapper().valueToTree(preprocessing), Map.of()));
      return artifacts.putFile(file);
    }
  }

  /** Mirrored at random, so that ten crops are what the network knows. */
  private static Batch batch(Images images, List<Integer> chosen, Random random)
      throws IOException {
    int volume = images.preprocessing().input().volume();
    var pixels = new float[chosen.size() * volume];
    var labels = new int[chosen.size()];
    for (int i = 0; i < labels.length; i++) {
      var tensor = images.tensor(chosen.get(i));
      boolean mirrored = random.nextBoolean();
      for (int j = 0; j < volume; j++) {
        int column = j % INPUT;
        int from = mirrored ? j - column + INPUT - 1 - column : j;
        pixels[i * volume + j] = tensor[from];
      }
      labels[i] = images.label(chosen.get(i));
    }
    return Batch.of(pixels, labels);
  }

  /** Where the shape is: rows and columns of its middle on the network's input; null if unclear. */
  int[] middle(int image) throws IOException {
    Pixels shown = looked().shown(image);
    var border = new double[3];
    for (int i = 0; i < INPUT; i++) {
      for (int c = 0; c < 3; c++) {
        border[c] +=
            (shown.at(0, i, c)
                    + shown.at(INPUT - 1, i, c)
                    + shown.at(i, 0, c)
                    + shown.at(i, INPUT - 1, c))
                / (4.0 * INPUT);
      }
    }
    double rows = 0;
    double columns = 0;
    int count = 0;
    for (int y = 0; y < INPUT; y++) {
      for (int x = 0; x < INPUT; x++) {
        double distance = 0;
        for (int c = 0; c < 3; c++) {
          distance += Math.abs(shown.at(y, x, c) - border[c]);
        }
        if (distance > 150) {
          rows += y;
          columns += x;
          count++;
        }
      }
    }
    return count < 200 || count > 1200
        ? null
        : new int[] {(int) (rows / count), (int) (columns / count)};
  }

  @Override
  public void close() {
    images.close();
  }
}
