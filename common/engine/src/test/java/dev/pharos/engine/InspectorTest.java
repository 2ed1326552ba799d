package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.networks.ConvolutionalForm;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectorTest {
  @TempDir Path folder;

  /** A model of a network after a few steps on noise, so that statistics and biases are not 0. */
  private Path model(NetworkSpec network) {
    var file = folder.resolve("model");
    try (var trainer = Trainer.create(network, Optimization.sgd(0.01, 0.9), 3)) {
      for (int step = 0; step < 3; step++) {
        trainer.step(TestNetworks.noise(network, 4, step));
      }
      TestNetworks.save(trainer, file);
      trainer.checkpoint(folder.resolve("checkpoint"), JsonNodeFactory.instance.objectNode());
    }
    return file;
  }

  private static float[] noise(long count) {
    var random = new Random(7);
    var pixels = new float[(int) count];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return pixels;
  }

  @Test
  void aWalkGivesWhatTheClassifierGivesWithLayersOfEveryKind() {
    var file = model(TestNetworks.everything());
    var pixels = noise(2 * TestNetworks.INPUT.elements());
    try (var classifier = Classifier.load(file);
        var inspector = Inspector.ofModel(file);
        var checkpoint = Inspector.ofCheckpoint(folder.resolve("checkpoint"))) {
      var expected = classifier.scores(FloatBuffer.wrap(pixels), 2);

      assertThat(inspector.output("scores", pixels, 2).values())
          .containsExactly(expected, within(1e-4f));
      assertThat(checkpoint.output("scores", pixels, 2).values())
          .containsExactly(expected, within(1e-4f));
      assertThat(inspector.output("both", pixels, 2).shape().channels()).isEqualTo(24);
      // Every layer is gone back through.
      assertThat(inspector.project("scores", 1, 0, 0, noise(TestNetworks.INPUT.elements())))
          .hasSize((int) TestNetworks.INPUT.elements());
    }
  }

  @Test
  void theConvolutionalFormGivesTheSameScoresAtTheOriginalSizeAndElsewhereInALargerImage() {
    for (var name : new String[] {"lenet5", "nin"}) {
      var settings = NetworkSettings.defaults();
      var network = Networks.build(name, settings);
      var file = model(network);
      var input = network.input();
      var pixels = noise(input.elements());
      var wide = new float[input.channels() * input.height() * (input.width() + 8)];
      for (int row = 0; row < input.channels() * input.height(); row++) {
        System.arraycopy(
            pixels, row * input.width(), wide, row * (input.width() + 8) + 8, input.width());
      }
      try (var classifier = Classifier.load(file);
          var same = Inspector.ofModel(file, input.height(), input.width());
          var larger = Inspector.ofModel(file, input.height(), input.width() + 8)) {
        var expected = classifier.scores(FloatBuffer.wrap(pixels), 1);

        assertThat(same.output(ConvolutionalForm.MEAN, pixels, 1).values())
            .as(name)
            .containsExactly(expected, within(1e-4f));

        var map = larger.output(ConvolutionalForm.scores(larger.network()), wide, 1);
        assertThat(map.shape().width()).isEqualTo(3);
        if (name.equals("lenet5")) { // no padding: the window at the right end sees no border
          for (int c = 0; c < network.classes(); c++) {
            assertThat(map.at(0, c, 0, 2)).isCloseTo(expected[c], within(1e-4f));
          }
        }
      }
    }
  }

  @Test
  void filtersAreTheParametersAndALayerWithoutIsRefused() {
    try (var inspector = Inspector.ofModel(model(TestNetworks.small()))) {
      assertThat(inspector.weights("conv")).hasSize(8 * 2 * 3 * 3);
      assertThatThrownBy(() -> inspector.weights("pool"))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("valid: conv, hidden, scores");
      assertThatThrownBy(() -> inspector.output("conv", new float[3], 1))
          .hasMessageContaining("3 values are not 1 images of 9x9x2");
    }
  }

  @Test
  void theStrongestOfEachMapAreKept() {
    var strongest = new StrongestActivations(2);
    var shape = new Shape(2, 1, 2);
    strongest.add(
        new LayerOutput(shape, new float[] {1, 5, 0, 0, 7, 2, 1, 0}), new long[] {10, 11});
    strongest.add(new LayerOutput(shape, new float[] {0, 6, 0, 9}), new long[] {12});

    assertThat(strongest.of(0))
        .containsExactly(
            new StrongestActivations.Activation(11, 0, 0, 7),
            new StrongestActivations.Activation(12, 0, 1, 6));
    assertThat(strongest.maps(2)).containsExactly(1, 0);
  }
}
