package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * LeNet-5 written down once more, as plainly as can be and in double precision, on the parameters
 * of a model file: holds the network, its sparse connections, the file's order and the engine
 * against the paper at once.
 */
class LeNet5ForwardTest {
  private static final int[][] C3 = {
    {0, 1, 2}, {1, 2, 3}, {2, 3, 4}, {3, 4, 5}, {4, 5, 0}, {5, 0, 1},
    {0, 1, 2, 3}, {1, 2, 3, 4}, {2, 3, 4, 5}, {3, 4, 5, 0}, {4, 5, 0, 1}, {5, 0, 1, 2},
    {0, 1, 3, 4}, {1, 2, 4, 5}, {0, 2, 3, 5}, {0, 1, 2, 3, 4, 5}
  };
  @TempDir private Path folder;
  private double[] parameters;
  private int next;

  @Test
  void theEngineComputesWhatThePaperSays() throws Exception {
    var network = Networks.build("lenet5", NetworkSettings.defaults());
    var file = folder.resolve("lenet.model");
    var labels = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
    try (var trainer = Trainer.create(network, Optimization.sgd(0.05, 0.9), 3)) {
      var batch = Batch.of(images(4), new int[] {1, 2, 3, 4});
      trainer.step(batch);
      trainer.step(batch);
      trainer.saveModel(
          file,
          new ModelDescription(network, labels, JsonNodeFactory.instance.objectNode(), Map.of()));
    }
    parameters = parametersOf(file);
    assertThat(parameters).hasSize(60_850);

    var pixels = images(3);
    try (var classifier = Classifier.load(file)) {
      var answers = classifier.probabilities(pixels, 3);
      for (int image = 0; image < 3; image++) {
        var expected = forward(Arrays.copyOfRange(pixels, image * 1024, (image + 1) * 1024));
        for (int c = 0; c < 10; c++) {
          assertThat((double) answers[image][c]).isCloseTo(expected[c], offset(2e-6));
        }
      }
    }
  }

  private double[] forward(float[] image) {
    next = 0;
    var input = new double[1][32][32];
    for (int i = 0; i < image.length; i++) {
      input[0][i / 32][i % 32] = image[i];
    }
    var c1 = convolution(input, everyInput(6, 1));
    var s2 = subsampling(c1);
    var c3 = convolution(s2, C3);
    var s4 = subsampling(c3);
    var c5 = convolution(s4, everyInput(120, 16));
    var flat = Arrays.stream(c5).mapToDouble(map -> map[0][0]).toArray();
    var f6 = dense(flat, 84);
    for (int i = 0; i < f6.length; i++) {
      f6[i] = squash(f6[i]);
    }
    var scores = dense(f6, 10);
    double sum = Arrays.stream(scores).map(Math::exp).sum();
    return Arrays.stream(scores).map(score -> Math.exp(score) / sum).toArray();
  }

  private double[][][] convolution(double[][][] in, int[][] connections) {
    int size = in[0].length - 4;
    var out = new double[connections.length][size][size];
    for (int map = 0; map < connections.length; map++) {
      var inputs = connections[map].clone();
      Arrays.sort(inputs); // the file has them ascending
      for (int source : inputs) {
        for (int tap = 0; tap < 25; tap++) {
          double weight = parameters[next++];
          for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
              out[map][y][x] += weight * in[source][y + tap / 5][x + tap % 5];
            }
          }
        }
      }
    }
    for (var map : out) {
      double bias = parameters[next++];
      for (var row : map) {
        for (int x = 0; x < size; x++) {
          row[x] = squash(row[x] + bias);
        }
      }
    }
    return out;
  }

  private double[][][] subsampling(double[][][] in) {
    int size = in[0].length / 2;
    var out = new double[in.length][size][size];
    for (int map = 0; map < in.length; map++) {
      double coefficient = parameters[next + map];
      double bias = parameters[next + in.length + map];
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          double sum =
              in[map][2 * y][2 * x]
                  + in[map][2 * y][2 * x + 1]
                  + in[map][2 * y + 1][2 * x]
                  + in[map][2 * y + 1][2 * x + 1];
          out[map][y][x] = squash(coefficient * sum + bias);
        }
      }
    }
    next += 2 * in.length;
    return out;
  }

  private double[] dense(double[] in, int units) {
    var out = new double[units];
    for (int unit = 0; unit < units; unit++) {
      for (double value : in) {
        out[unit] += parameters[next++] * value;
      }
    }
    for (int unit = 0; unit < units; unit++) {
      out[unit] += parameters[next++];
    }
    return out;
  }

  private static double squash(double x) {
    return 1.7159 * Math.tanh(x * 2 / 3);
  }

  private static int[][] everyInput(int maps, int inputs) {
    var all = IntStream.range(0, inputs).toArray();
    return IntStream.range(0, maps).mapToObj(map -> all).toArray(int[][]::new);
  }

  private static float[] images(int count) {
    var random = new Random(5);
    var pixels = new float[count * 1024];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return pixels;
  }

  private static double[] parametersOf(Path file) throws Exception {
    try (var zip = new ZipFile(file.toFile());
        var in = zip.getInputStream(zip.getEntry("parameters.bin"))) {
      var floats =
          ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      return List.of(floats).stream()
          .flatMapToDouble(
              buffer -> IntStream.range(0, buffer.remaining()).mapToDouble(buffer::get))
          .toArray();
    }
  }
}
