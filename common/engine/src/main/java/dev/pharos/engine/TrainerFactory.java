package dev.pharos.engine;

import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.LayerTransfer;
import dev.pharos.networks.NetworkSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes trainers on some devices of this process. Parameters, checkpoints and models do not depend
 * on how many there are: a training may go on on others.
 *
 * @param devices where; each batch is divided among them
 */
public record TrainerFactory(DeviceSet devices) {

  /**
   * A new network. The initial parameters are a function of network and seed.
   *
   * @throws EngineException when there is not enough memory
   */
  public Trainer create(NetworkSpec network, Optimization optimization, long seed) {
    return start(
        network,
        optimization,
        seed,
        TensorOrigin.fresh(network),
        Trainer.Progress.NONE,
        learner -> initialize(learner, seed));
  }

  /**
   * A network that begins as a trained one: a layer all of whose tensors have, by name and shape,
   * their like in the model file is copied, the others begin as the seed says. {@link
   * Trainer#origin} tells which.
   *
   * @param modelFile the trained network
   * @param freezeUpTo the last frozen layer: it and all layers before it that it depends on keep
   *     their parameters and statistics and compute as when predicting, without dropout
   * @throws dev.pharos.networks.NetworkException of field "startFrom" when no layer fits; of field
   *     "freezeUpTo" when that is no layer, with near names, or one that cannot be frozen
   * @throws InvalidFileException when the file is no model, damaged or of a version that is not
   *     known
   * @throws EngineException when there is not enough memory
   */
  public Trainer fineTune(
      NetworkSpec network,
      Optimization optimization,
      long seed,
      Path modelFile,
      Optional<String> freezeUpTo) {
    try (var archive = ModelFile.open(modelFile)) {
      var source = ModelFile.description(modelFile, archive).network();
      var origin = TensorOrigin.of(LayerTransfer.of(network, source, freezeUpTo));
      return start(
          network,
          optimization,
          seed,
          origin,
          Trainer.Progress.NONE,
          learner -> {
            initialize(learner, seed);
            ModelFile.readLayers(archive, source, learner.model(), Set.copyOf(origin.copied()));
          });
    }
  }

  /**
   * The trainer a checkpoint describes, ready for its next step.
   *
   * @throws InvalidFileException when the file is no checkpoint, damaged or of a version that is
   *     not known
   */
  public Trainer restore(Path checkpoint) {
    try (var archive = Checkpoint.open(checkpoint)) {
      var saved = Checkpoint.read(checkpoint, archive);
      return start(
          saved.network(),
          saved.optimization(),
          saved.seed(),
          saved.origin(),
          new Trainer.Progress(saved.steps(), saved.position()),
          learner -> Checkpoint.readTensors(archive, learner.model(), learner.descent()));
    }
  }

  private static void initialize(Learner learner, long seed) {
    var compiled = learner.model().compiled();
    Initialization.fill(Tensors.floats(compiled.parameters()), compiled.segments(), seed);
    Initialization.fill(Tensors.floats(compiled.statistics()), compiled.statisticsSegments(), seed);
  }

  /**
   * @param fill gives the first copy its parameters
   */
  private Trainer start(
      NetworkSpec network,
      Optimization optimization,
      long seed,
      TensorOrigin origin,
      Trainer.Progress progress,
      Consumer<Learner> fill) {
    var thread = new ComputeThread("trainer-" + network.name(), devices.numbers().get(0));
    try {
      return thread.call(
          () -> {
            NativeMemory.require(
                "training " + network.name(),
                devices.size()
                    * network.layerTable().weightBytes(optimization.optimizer().slots()));
            var learner = new Learner(network, optimization, seed, origin.frozenSet());
            try {
              fill.accept(learner);
              var replicas =
                  new Replicas(learner, network, optimization, seed, origin.frozenSet(), devices);
              return new Trainer(thread, learner, replicas, optimization, seed, origin, progress);
            } catch (RuntimeException e) {
              learner.close();
              throw e;
            }
          });
    } catch (RuntimeException e) {
      thread.close();
      throw e;
    }
  }
}
