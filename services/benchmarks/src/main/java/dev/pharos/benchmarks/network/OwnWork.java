package dev.pharos.benchmarks.network;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.benchmarks.Clock;
import dev.pharos.engine.Batch;
import dev.pharos.engine.Classifier;
import dev.pharos.engine.DecayMode;
import dev.pharos.engine.ModelDescription;
import dev.pharos.engine.Optimization;
import dev.pharos.engine.Trainer;
import dev.pharos.networks.NetworkSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The work as workers and the gateway do it, on noise. */
final class OwnWork implements Work {
  private static final int WARM_UPS = 3;
  private static final Optimization SGD =
      Optimization.sgd(1e-4, 0.9).withWeightDecay(5e-4, DecayMode.L2);

  private final Runnable work;
  private final int images;
  private final Clock clock;
  private final AutoCloseable resource;

  private OwnWork(Runnable work, int images, Clock clock, AutoCloseable resource) {
    this.work = work;
    this.images = images;
    this.clock = clock;
    this.resource = resource;
    for (int i = 0; i < WARM_UPS; i++) {
      work.run();
    }
  }

  static OwnWork of(Kind kind, NetworkSpec network, int images, Clock clock) throws IOException {
    return kind == Kind.TRAINING
        ? training(network, images, clock)
        : inference(network, images, clock);
  }

  private static OwnWork training(NetworkSpec network, int images, Clock clock) {
    var labels = new Random(2).ints(images, 0, network.classes()).toArray();
    var batch = new Batch(direct(noise(network, images)), labels, images);
    var trainer = Trainer.create(network, SGD, 1);
    return new OwnWork(() -> trainer.step(batch), images, clock, trainer);
  }

  private static OwnWork inference(NetworkSpec network, int images, Clock clock)
      throws IOException {
    var classifier = classifier(network);
    var pixels = noise(network, images);
    return new OwnWork(() -> classifier.probabilities(pixels, images), images, clock, classifier);
  }

  private static Classifier classifier(NetworkSpec network) throws IOException {
    var file = Files.createTempFile("pharos-benchmark", ".model");
    try (var trainer = Trainer.create(network, SGD, 1)) {
      var labels = IntStream.range(0, network.classes()).mapToObj(Integer::toString).toList();
      trainer.saveModel(
          file,
          new ModelDescription(
              network, List.copyOf(labels), JsonNodeFactory.instance.objectNode(), Map.of()));
    } catch (RuntimeException e) {
      Files.delete(file);
      throw e;
    }
    try {
      return Classifier.load(file);
    } finally {
      Files.delete(file);
    }
  }

  private static float[] noise(NetworkSpec network, int images) {
    var random = new Random(1);
    var pixels = new float[Math.toIntExact(images * network.input().elements())];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return pixels;
  }

  /** As the input pipeline hands batches over. */
  private static FloatBuffer direct(float[] values) {
    return ByteBuffer.allocateDirect(values.length * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .put(values)
        .flip();
  }

  @Override
  public Timing run(double seconds) {
    return Timing.of(work, images, seconds, clock);
  }

  @Override
  public void close() throws Exception {
    resource.close();
  }
}
