package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several copies of a network that share a batch, all of them on the one CPU. */
class DataParallelTest {
  private static final Optimization MOMENTUM =
      Optimization.sgd(0.05, 0.9).withWeightDecay(1e-3, DecayMode.L2).withClipNorm(0.5);
  private static final String[] LAYERS = {"conv", "hidden", "scores"};

  @TempDir private Path folder;

  /** Eight images on three devices are parts of 2, 3 and 3: the mean must weigh them. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void aDividedBatchMakesTheStepOfTheWholeOne(int devices) throws Exception {
    var whole = trained(without("drop"), 1, 8);
    var divided = trained(without("drop"), devices, 8);

    assertThat(divided.losses()).hasSameSizeAs(whole.losses());
    for (int i = 0; i < divided.losses().size(); i++) {
      assertThat(divided.losses().get(i)).isCloseTo(whole.losses().get(i), within(1e-5));
    }
    whole
        .layers()
        .forEach(
            (tensor, values) ->
                assertThat(divided.layers().get(tensor)).containsExactly(values, within(1e-4f)));
  }

  @Test
  void aBatchOfFewerImagesThanDevicesIsEnough() throws Exception {
    var whole = trained(without("drop"), 1, 1);
    var divided = trained(without("drop"), 3, 1);

    assertThat(divided.losses()).isEqualTo(whole.losses());
    assertThat(divided.layers()).usingRecursiveComparison().isEqualTo(whole.layers());
  }

  /** With the same draws, two equal images would make the step of one. */
  @Test
  void dropoutDrawsOnEachDeviceOnItsOwn() throws Exception {
    var one = TestNetworks.batch(1, 3);
    var pixels = new float[2 * one.pixels().remaining()];
    one.pixels().get(pixels, 0, pixels.length / 2);
    one.pixels().get(pixels, pixels.length / 2, pixels.length / 2);
    var twice = Batch.of(pixels, new int[] {one.label(0), one.label(0)});

    assertThat(afterOne(TestNetworks.small(), 2, twice))
        .usingRecursiveComparison()
        .isNotEqualTo(afterOne(TestNetworks.small(), 1, one));
    assertThat(afterOne(without("drop"), 2, twice))
        .usingRecursiveComparison()
        .isEqualTo(afterOne(without("drop"), 1, one));
  }

  @Test
  void isTheSameEachTimeAndGoesOnFromACheckpointBitForBit() throws Exception {
    var factory = new TrainerFactory(on(2));
    var nowhere = JsonNodeFactory.instance.nullNode();
    for (var name : List.of("whole", "again")) {
      try (var trainer = factory.create(TestNetworks.everything(), MOMENTUM, 5)) {
        steps(trainer, 0, 2, 5);
        trainer.checkpoint(folder.resolve("half"), nowhere);
        steps(trainer, 2, 4, 5);
        trainer.checkpoint(folder.resolve(name), nowhere);
      }
    }
    try (var trainer = factory.restore(folder.resolve("half"))) {
      steps(trainer, 2, 4, 5);
      trainer.checkpoint(folder.resolve("resumed"), nowhere);
    }

    assertThat(folder.resolve("again")).hasSameBinaryContentAs(folder.resolve("whole"));
    assertThat(folder.resolve("resumed")).hasSameBinaryContentAs(folder.resolve("whole"));
  }

  @Test
  void aModelToStartFromReachesEveryDevice() throws Exception {
    var model = folder.resolve("model");
    try (var trainer = Trainer.create(without("drop"), MOMENTUM, 1)) {
      steps(trainer, 0, 3, 8);
      TestNetworks.save(trainer, model);
    }
    var ends = new ArrayList<Map<String, float[]>>();
    for (int devices = 1; devices <= 2; devices++) {
      try (var trainer =
          new TrainerFactory(on(devices))
              .fineTune(without("drop"), MOMENTUM, 2, model, Optional.of("pool"))) {
        steps(trainer, 0, 2, 8);
        ends.add(layers(trainer));
      }
    }

    ends.get(0)
        .forEach(
            (tensor, values) ->
                assertThat(ends.get(1).get(tensor)).containsExactly(values, within(1e-4f)));
  }

  @Test
  void whatIsNoNumberOnOneDeviceStopsAllBeforeAnythingHasChanged() throws Exception {
    try (var trainer = new TrainerFactory(on(2)).create(TestNetworks.small(), MOMENTUM, 1)) {
      var before = layers(trainer);
      int image = (int) TestNetworks.INPUT.elements();
      var pixels = new float[4 * image];
      pixels[3 * image] = Float.NaN;

      assertThatThrownBy(() -> trainer.step(Batch.of(pixels, new int[4])))
          .isInstanceOf(DivergedException.class);

      assertThat(layers(trainer)).usingRecursiveComparison().isEqualTo(before);
      trainer.step(TestNetworks.batch(4, 1));
    }
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    var trainer = new TrainerFactory(on(3)).create(TestNetworks.small(), MOMENTUM, 1);
    var threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("trainer-small"))
            .toList();
    assertThat(threads).hasSize(3);

    trainer.close();

    for (var thread : threads) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  /** What came out of a training. */
  private record Trained(List<Double> losses, Map<String, float[]> layers) {}

  private Trained trained(NetworkSpec network, int devices, int batch) throws IOException {
    try (var trainer = new TrainerFactory(on(devices)).create(network, MOMENTUM, 1)) {
      return new Trained(steps(trainer, 0, 4, batch), layers(trainer));
    }
  }

  private Map<String, float[]> afterOne(NetworkSpec network, int devices, Batch batch)
      throws IOException {
    try (var trainer = new TrainerFactory(on(devices)).create(network, MOMENTUM, 1)) {
      trainer.step(batch);
      return layers(trainer);
    }
  }

  private Map<String, float[]> layers(Trainer trainer) throws IOException {
    var file = folder.resolve("looked-at");
    TestNetworks.save(trainer, file);
    var layers = new TreeMap<String, float[]>();
    TensorFile.layers(file, LAYERS)
        .forEach(
            (tensor, values) -> {
              var copy = new float[values.remaining()];
              values.get(copy);
              layers.put(tensor, copy);
            });
    return layers;
  }

  private static DeviceSet on(int copies) {
    return new DeviceSet(Collections.nCopies(copies, 0));
  }

  private static List<Double> steps(Trainer trainer, int from, int to, int batch) {
    var losses = new ArrayList<Double>();
    for (int step = from; step < to; step++) {
      losses.add(trainer.step(TestNetworks.batch(batch, step)));
    }
    return losses;
  }

  private static NetworkSpec without(String dropout) {
    var small = TestNetworks.small();
    var nodes = new ArrayList<Node>();
    for (var node : small.nodes()) {
      if (node.layer() instanceof Dropout && node.name().equals(dropout)) {
        continue;
      }
      nodes.add(
          node.inputs().contains(dropout)
              ? new Node(node.name(), List.of("tanh"), node.layer())
              : node);
    }
    return new NetworkSpec(small.name(), small.input(), small.classes(), nodes);
  }
}
