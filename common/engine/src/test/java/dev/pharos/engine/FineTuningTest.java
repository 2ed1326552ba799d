package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningTest {
  private static final int CONV = 8 * 2 * 9 + 8;
  private static final int HIDDEN = 32 * 8 * 9 + 32;
  private static final Optimization DECAYING =
      new Optimization(Optimizer.ADAM, 0.01, 0, 0.01).withClipNorm(1);
  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void trainAModel() {
    model = folder.resolve("model");
    try (var trainer = Trainer.create(TestNetworks.small(), Optimization.adam(0.01), 1)) {
      for (int step = 0; step < 5; step++) {
        trainer.step(TestNetworks.batch(16, step));
      }
      save(trainer, model);
    }
  }

  @Test
  void whatFitsIsCopiedAndTheHeadBeginsAnew() throws Exception {
    var copy = folder.resolve("copy");
    var fresh = folder.resolve("fresh");
    try (var trainer = fineTune(withHead(5), Optional.empty())) {
      assertThat(trainer.origin())
          .isEqualTo(new TensorOrigin(List.of("conv", "hidden"), List.of("scores"), List.of()));
      save(trainer, copy);
    }
    try (var trainer = Trainer.create(withHead(5), DECAYING, 7)) {
      save(trainer, fresh);
    }

    assertThat(part(copy, 0, CONV + HIDDEN)).isEqualTo(part(model, 0, CONV + HIDDEN));
    int head = 5 * 32 + 5;
    assertThat(part(copy, CONV + HIDDEN, head)).isEqualTo(part(fresh, CONV + HIDDEN, head));
  }

  @Test
  void frozenLayersStayThroughTrainingAndThroughACheckpoint() throws Exception {
    var checkpoint = folder.resolve("checkpoint");
    var whole = folder.resolve("whole");
    var resumed = folder.resolve("resumed");
    var trained = folder.resolve("trained");
    var nowhere = JsonNodeFactory.instance.nullNode();
    try (var trainer = fineTune(TestNetworks.small(), Optional.of("pool"))) {
      assertThat(trainer.origin().frozen()).containsExactly("conv", "relu", "norm", "pool");
      steps(trainer, 0, 3);
      trainer.checkpoint(checkpoint, nowhere);
      steps(trainer, 3, 6);
      trainer.checkpoint(whole, nowhere);
      save(trainer, trained);
    }
    try (var trainer = Trainer.restore(checkpoint)) {
      assertThat(trainer.origin().frozen()).containsExactly("conv", "relu", "norm", "pool");
      assertThat(trainer.origin().copied()).containsExactly("conv", "hidden", "scores");
      steps(trainer, 3, 6);
      trainer.checkpoint(resumed, nowhere);
    }

    assertThat(resumed).hasSameBinaryContentAs(whole);
    assertThat(part(trained, 0, CONV)).isEqualTo(part(model, 0, CONV));
    assertThat(part(trained, CONV, HIDDEN)).isNotEqualTo(part(model, CONV, HIDDEN));
  }

  @Test
  void theRestLearnsFromWhatTheFrozenPartGives() throws Exception {
    try (var trainer = fineTune(TestNetworks.small(), Optional.of("hidden"))) {
      double before = trainer.evaluate(List.of(TestNetworks.batch(100, 9))).loss();
      steps(trainer, 0, 40);
      assertThat(trainer.evaluate(List.of(TestNetworks.batch(100, 9))).loss()).isLessThan(before);
    }
  }

  @Test
  void aLayerToFreezeUpToMustBeThereBeCopiedAndLeaveSomething() {
    assertThatThrownBy(() -> fineTune(TestNetworks.small(), Optional.of("hiden")))
        .isInstanceOf(NetworkException.class)
        .hasMessageStartingWith("freezeUpTo: hiden is not valid; valid: conv, drop, hidden")
        .hasMessageContaining("did you mean hidden?");
    assertThatThrownBy(() -> fineTune(withHead(5), Optional.of("scores")))
        .hasMessageContaining("freezeUpTo: scores is not valid; it would freeze layer scores");
    assertThatThrownBy(() -> fineTune(TestNetworks.small(), Optional.of("scores")))
        .hasMessageContaining("nothing would be left to train");
  }

  @Test
  void aModelOfWhichNothingFitsIsRefused() {
    var other =
        new NetworkSpec(
            "other",
            TestNetworks.INPUT,
            3,
            List.of(
                new Node(
                    "fc",
                    List.of("input"),
                    new Dense(3, new Initializer.HeNormal(), new Initializer.Constant(0)))));

    assertThatThrownBy(() -> fineTune(other, Optional.empty()))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "startFrom: a model of small is not valid; no layer of other has the name and the shape"
                + " of one of the model's: conv, hidden, scores");
  }

  private Trainer fineTune(NetworkSpec network, Optional<String> freezeUpTo) {
    return Trainer.fineTune(network, DECAYING, 7, model, freezeUpTo);
  }

  private static NetworkSpec withHead(int classes) {
    var small = TestNetworks.small();
    var nodes = new ArrayList<>(small.nodes());
    int last = nodes.size() - 1;
    var head = (Dense) nodes.get(last).layer();
    nodes.set(
        last,
        new Node("scores", List.of("drop"), new Dense(classes, head.weights(), head.biases())));
    return new NetworkSpec("small", small.input(), classes, nodes);
  }

  private static void steps(Trainer trainer, int from, int to) {
    for (int step = from; step < to; step++) {
      trainer.step(TestNetworks.batch(16, step));
    }
  }

  private static void save(Trainer trainer, Path file) {
    var labels = new String[trainer.network().classes()];
    Arrays.setAll(labels, i -> "class " + i);
    trainer.saveModel(
        file,
        new ModelDescription(
            trainer.network(), List.of(labels), JsonNodeFactory.instance.objectNode(), Map.of()));
  }

  private static float[] part(Path file, int from, int length) throws Exception {
    try (var zip = new ZipFile(file.toFile());
        var in = zip.getInputStream(zip.getEntry("parameters.bin"))) {
      var values = new float[length];
      ByteBuffer.wrap(in.readAllBytes())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .position(from)
          .get(values);
      return values;
    }
  }
}
