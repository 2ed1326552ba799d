package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.networks.Shape;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that was killed and restored ends, bit for bit, as one that never was. */
class ResumeTest {
  private static final int BATCH = 4;
  @TempDir private Path folder;

  static Stream<Optimization> optimizations() {
    return Stream.of(
        new Optimization(Optimizer.SGD, 0.01, 0.9, 1e-3),
        Optimization.sgd(0.01, 0.9)
            .withWeightDecay(1e-3, DecayMode.DECOUPLED)
            .withLabelSmoothing(0.1)
            .withClipNorm(0.5),
        new Optimization(Optimizer.ADAM, 0.01, 0, 1e-3).withClipNorm(0.5),
        Optimization.adam(0.01).withWeightDecay(1e-3, DecayMode.DECOUPLED).withLabelSmoothing(0.1));
  }

  /** With every kind of layer there is. */
  @ParameterizedTest
  @MethodSource("optimizations")
  void whateverTheOptimisation(Optimization optimization) {
    check(() -> Trainer.create(TestNetworks.everything(), optimization, 5));
  }

  @ParameterizedTest
  @MethodSource("optimizations")
  void withFrozenLayers(Optimization optimization) {
    var model = model();
    check(
        () ->
            Trainer.fineTune(
                TestNetworks.everything(), optimization, 6, model, Optional.of("sum")));
  }

  @Test
  void frozenLayersKeepParametersAndStatistics() throws Exception {
    var model = model();
    var frozenBefore = TensorFile.layers(model, "grouped", "norm", "side");
    var freeBefore = TensorFile.layers(model, "norm2", "scores");
    try (var trainer =
        Trainer.fineTune(
            TestNetworks.everything(),
            new Optimization(Optimizer.ADAM, 0.01, 0, 0.1),
            6,
            model,
            Optional.of("sum"))) {
      steps(trainer, 0, 3);
      TestNetworks.save(trainer, model);
    }

    assertThat(TensorFile.layers(model, "grouped", "norm", "side")).isEqualTo(frozenBefore);
    var free = TensorFile.layers(model, "norm2", "scores");
    free.forEach((tensor, values) -> assertThat(values).isNotEqualTo(freeBefore.get(tensor)));
  }

  @ParameterizedTest
  @CsvSource({"lenet5,32", "nin,32", "googlenet,80", "resnet18,32"})
  void whateverTheNetwork(String name, int size) {
    var settings = NetworkSettings.defaults().withClasses(TestNetworks.CLASSES);
    var channels = Networks.named(name).card().input().channels();
    var network = Networks.build(name, settings.withInput(new Shape(channels, size, size)));
    check(() -> Trainer.create(network, Optimization.sgd(0.01, 0.9), 5));
  }

  private Path model() {
    var model = folder.resolve("model");
    try (var trainer = Trainer.create(TestNetworks.everything(), Optimization.adam(0.01), 1)) {
      steps(trainer, 0, 3);
      TestNetworks.save(trainer, model);
    }
    return model;
  }

  private void check(Supplier<Trainer> start) {
    var half = folder.resolve("half");
    var whole = folder.resolve("whole");
    var resumed = folder.resolve("resumed");
    var nowhere = JsonNodeFactory.instance.nullNode();
    TensorOrigin origin;
    try (var trainer = start.get()) {
      origin = trainer.origin();
      steps(trainer, 0, 2);
      trainer.checkpoint(half, nowhere);
      steps(trainer, 2, 4);
      trainer.checkpoint(whole, nowhere);
    }
    try (var trainer = Trainer.restore(half)) {
      assertThat(trainer.origin()).isEqualTo(origin);
      steps(trainer, 2, 4);
      trainer.checkpoint(resumed, nowhere);
    }

    assertThat(resumed).hasSameBinaryContentAs(whole);
  }

  private static void steps(Trainer trainer, int from, int to) {
    for (int step = from; step < to; step++) {
      trainer.step(TestNetworks.noise(trainer.network(), BATCH, step));
    }
  }
}
