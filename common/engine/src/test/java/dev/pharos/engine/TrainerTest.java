package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Addition;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
  private static final int BATCH = 16;
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void trainingLearns(Optimizer optimizer) {
    var optimization =
        new Optimization(optimizer, optimizer == Optimizer.SGD ? 0.02 : 0.003, 0.9, 1e-4);
    try (var trainer = Trainer.create(TestNetworks.small(), optimization, 1)) {
      var before = trainer.evaluate(List.of(TestNetworks.batch(200, 99)));
      for (int step = 0; step < 150; step++) {
        trainer.step(TestNetworks.batch(BATCH, step));
      }
      var after =
          trainer.evaluate(List.of(TestNetworks.batch(150, 99), TestNetworks.batch(50, 98)));

      assertThat(after.images()).isEqualTo(200);
      assertThat(after.loss()).isLessThan(before.loss() / 2);
      assertThat(after.top1Error()).isLessThan(0.1);
      assertThat(Arrays.stream(after.confusion()).flatMapToInt(Arrays::stream).sum())
          .isEqualTo(200);
    }
  }

  @Test
  void theSameSeedGivesTheSameParametersAndAnotherSeedOthers() throws Exception {
    var first = train("first", 5, 1);
    var second = train("second", 5, 1);
    var other = train("other", 5, 2);

    assertThat(second).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void aResumedRunEndsLikeOneThatWasNeverInterrupted(Optimizer optimizer) throws Exception {
    var optimization = new Optimization(optimizer, 0.01, 0.9, 1e-3);
    var whole = folder.resolve("whole");
    var half = folder.resolve("half");
    var resumed = folder.resolve("resumed");
    var place = JsonNodeFactory.instance.objectNode().put("epoch", 3);

    try (var trainer = Trainer.create(TestNetworks.small(), optimization, 5)) {
      steps(trainer, 0, 4);
      trainer.learningRate(0.005);
      trainer.checkpoint(half, place);
      steps(trainer, 4, 9);
      trainer.checkpoint(whole, place);
    }
    try (var trainer = Trainer.restore(half)) {
      assertThat(trainer.steps()).isEqualTo(4);
      assertThat(trainer.learningRate()).isEqualTo(0.005);
      assertThat(trainer.position()).isEqualTo(place);
      assertThat(trainer.network()).isEqualTo(TestNetworks.small());
      steps(trainer, 4, 9);
      trainer.checkpoint(resumed, place);
    }

    assertThat(resumed).hasSameBinaryContentAs(whole);
  }

  @Test
  void aCheckpointKeepsEveryWayOfTraining() {
    var optimization =
        Optimization.adam(0.01)
            .withWeightDecay(0.1, DecayMode.DECOUPLED)
            .withLabelSmoothing(0.1)
            .withClipNorm(0.5);
    var half = folder.resolve("half");
    var whole = folder.resolve("whole");
    var resumed = folder.resolve("resumed");
    var nowhere = JsonNodeFactory.instance.nullNode();
    try (var trainer = Trainer.create(TestNetworks.small(), optimization, 5)) {
      steps(trainer, 0, 3);
      trainer.checkpoint(half, nowhere);
      steps(trainer, 3, 6);
      trainer.checkpoint(whole, nowhere);
    }
    try (var trainer = Trainer.restore(half)) {
      steps(trainer, 3, 6);
      trainer.checkpoint(resumed, nowhere);
    }

    assertThat(resumed).hasSameBinaryContentAs(whole);
  }

  @Test
  void aCheckpointOfTheFirstVersionIsReadAsHavingNoneOfWhatCameLater() throws Exception {
    var file = folder.resolve("old");
    var nowhere = JsonNodeFactory.instance.nullNode();
    try (var trainer = Trainer.create(TestNetworks.small(), Optimization.adam(0.01), 5)) {
      steps(trainer, 0, 2);
      trainer.checkpoint(file, nowhere);
    }
    var now = Files.readAllBytes(file);
    Archives.rewriteJson(
        file,
        "checkpoint.json",
        json -> {
          json.put("version", 1).remove("origin");
          ((ObjectNode) json.get("optimization")).remove(List.of("decayMode", "labelSmoothing"));
        });
    try (var trainer = Trainer.restore(file)) {
      assertThat(trainer.origin().initialized()).containsExactly("conv", "hidden", "scores");
      trainer.checkpoint(file, nowhere);
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(now);
  }

  @Test
  void evaluatingBetweenStepsChangesNothing() throws Exception {
    var plain = train("plain", 4, 1);
    var path = folder.resolve("evaluated");
    try (var trainer = Trainer.create(TestNetworks.small(), Optimization.adam(0.01), 1)) {
      for (int step = 0; step < 4; step++) {
        trainer.step(TestNetworks.batch(BATCH, step));
        trainer.evaluate(List.of(TestNetworks.batch(40, 7)));
      }
      trainer.checkpoint(path, JsonNodeFactory.instance.nullNode());
    }

    assertThat(Files.readAllBytes(path)).isEqualTo(plain);
  }

  @Test
  void aPixelThatIsNoNumberIsToldWithStepAndLayerAndLeavesTheParameters() throws Exception {
    var batch = TestNetworks.batch(BATCH, 1);
    batch.pixels().put(0, Float.NaN);
    var before = folder.resolve("before");
    var after = folder.resolve("after");
    try (var trainer = Trainer.create(TestNetworks.small(), Optimization.adam(0.01), 1)) {
      trainer.step(TestNetworks.batch(BATCH, 0));
      trainer.checkpoint(before, JsonNodeFactory.instance.nullNode());
      assertThatThrownBy(() -> trainer.step(batch))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("step 2: the loss is")
          .hasMessageContaining("first in layer conv");
      trainer.checkpoint(after, JsonNodeFactory.instance.nullNode());
    }

    assertThat(after).hasSameBinaryContentAs(before);
  }

  @Test
  void weightsThatOverflowAreToldThoughRectifiersSwallowWhatIsNoNumber() {
    var weights = new Initializer.HeNormal();
    var network =
        new NetworkSpec(
            "swallowing",
            TestNetworks.INPUT,
            TestNetworks.CLASSES,
            List.of(
                new Node(
                    "conv",
                    List.of(NetworkSpec.INPUT),
                    new Convolution(16, Window.of(3, 1, 1), weights, null)),
                new Node("relu", List.of("conv"), new Activation(ActivationFunction.RELU)),
                new Node("scores", List.of("relu"), new Dense(3, weights, null))));
    var optimization = new Optimization(Optimizer.SGD, 3e38, 0.9, 0);
    try (var trainer = Trainer.create(network, optimization, 1)) {
      assertThatThrownBy(() -> steps(trainer, 0, 3))
          .isInstanceOfSatisfying(DivergedException.class, e -> assertThat(e.layer()).isPresent());
    }
  }

  @Test
  void theLayerWhoseOutputBrokeFirstIsNamed() {
    var one = new Initializer.Constant(1);
    var input = List.of(NetworkSpec.INPUT);
    var network =
        new NetworkSpec(
            "overflowing",
            TestNetworks.INPUT,
            2,
            List.of(
                new Node("left", input, new Convolution(1, Window.of(1, 1, 0), one, null)),
                new Node("right", input, new Convolution(1, Window.of(1, 1, 0), one, null)),
                new Node("sum", List.of("left", "right"), new Addition()),
                new Node("scores", List.of("sum"), new Dense(2, one, null))));
    var pixels = new float[(int) TestNetworks.INPUT.elements()];
    Arrays.fill(pixels, 1e38f); // twice that is a number, four times is not
    try (var trainer = Trainer.create(network, Optimization.sgd(0.01, 0.9), 1)) {
      assertThatThrownBy(() -> trainer.step(Batch.of(pixels, new int[] {1})))
          .isInstanceOfSatisfying(
              DivergedException.class, e -> assertThat(e.layer()).contains("sum"));
    }
  }

  @Test
  void aStepThatIsRefusedLeavesNoTraceInTheStatistics() {
    var network = TestNetworks.everything();
    var before = folder.resolve("before");
    var after = folder.resolve("after");
    var nowhere = JsonNodeFactory.instance.nullNode();
    var broken = TestNetworks.noise(network, BATCH, 1);
    broken.pixels().put(5, Float.NaN);
    try (var trainer = Trainer.create(network, Optimization.sgd(0.01, 0.9), 1)) {
      trainer.step(TestNetworks.noise(network, BATCH, 0));
      trainer.checkpoint(before, nowhere);
      assertThatThrownBy(() -> trainer.step(broken))
          .isInstanceOfSatisfying(
              DivergedException.class, e -> assertThat(e.layer()).contains("grouped"));
      trainer.checkpoint(after, nowhere);
    }

    assertThat(after).hasSameBinaryContentAs(before);
  }

  @Test
  void aLearningRateThatBlowsUpIsToldWithTheLayer() {
    var optimization = new Optimization(Optimizer.SGD, 1e38, 0.9, 0);
    try (var trainer = Trainer.create(TestNetworks.small(), optimization, 1)) {
      assertThatThrownBy(() -> steps(trainer, 0, 20))
          .isInstanceOfSatisfying(
              DivergedException.class,
              e -> {
                assertThat(e.step()).isBetween(2L, 20L);
                assertThat(e.layer()).isPresent();
                assertThat(e.getStackTrace())
                    .as("says who asked, not only what the trainer's thread did")
                    .anyMatch(frame -> frame.getClassName().equals(TrainerTest.class.getName()));
              });
    }
  }

  @Test
  void aBatchThatDoesNotFitIsRefusedBeforeAnythingHappens() {
    try (var trainer = Trainer.create(TestNetworks.small(), Optimization.adam(0.01), 1)) {
      assertThatThrownBy(() -> trainer.step(Batch.of(new float[10], new int[] {0})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("pixels: 10 values are not 1 images of 9x9x2, which are 162");
      assertThatThrownBy(() -> trainer.step(Batch.of(new float[162], new int[] {3})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("labels[0]: 3 is not valid; 0 to 2");
      assertThat(trainer.steps()).isZero();
    }
  }

  @Test
  void aClosedTrainerSaysSo() {
    var trainer = Trainer.create(TestNetworks.small(), Optimization.adam(0.01), 1);
    trainer.close();
    trainer.close();

    assertThatThrownBy(() -> trainer.step(TestNetworks.batch(1, 1)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("closed");
  }

  private byte[] train(String name, int steps, long seed) throws IOException {
    var path = folder.resolve(name);
    try (var trainer = Trainer.create(TestNetworks.small(), Optimization.adam(0.01), seed)) {
      steps(trainer, 0, steps);
      trainer.checkpoint(path, JsonNodeFactory.instance.nullNode());
    }
    return Files.readAllBytes(path);
  }

  private static void steps(Trainer trainer, int from, int to) {
    for (int step = from; step < to; step++) {
      trainer.step(TestNetworks.batch(BATCH, step));
    }
  }
}
