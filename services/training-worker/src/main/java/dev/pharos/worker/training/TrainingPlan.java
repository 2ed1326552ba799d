package dev.pharos.worker.training;

import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.Augmentation;
import dev.pharos.contracts.job.StartFrom;
import dev.pharos.contracts.job.Training;
import dev.pharos.engine.DecayMode;
import dev.pharos.engine.ModelDescription;
import dev.pharos.engine.Optimization;
import dev.pharos.engine.Optimizer;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.packed.DatasetInfo;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.BatchSource;
import dev.pharos.imaging.prepare.Preprocessing;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.TrainingMemory;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import dev.pharos.worker.training.schedule.Guide;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A task worked out for its data set: the network, how images become its input, the batches.
 *
 * @param task what was asked for
 * @param network the network, with one output per class of the data set
 * @param dataset the open data set
 * @param preprocessing how images become the network's input
 * @param inputThreads how many threads prepare batches ahead
 */
record TrainingPlan(
    TrainingTask task,
    NetworkSpec network,
    PackedDataset dataset,
    Preprocessing preprocessing,
    int inputThreads) {
  /**
   * Works a task out.
   *
   * @throws dev.pharos.networks.NetworkException when the network cannot be built for the data set
   * @throws IllegalArgumentException when there is nothing to train on, or the data set lacks what
   *     the normalisation needs
   */
  static TrainingPlan of(TrainingTask task, PackedDataset dataset, int inputThreads) {
    var info = dataset.info();
    if (info.images(Split.TRAIN) == 0) {
      throw new IllegalArgumentException(
          "the data set %s has no training images".formatted(task.job().dataset().name()));
    }
    if (info.images(Split.VALIDATION) == 0 && new Guide(task.job().training()).needsValidation()) {
      throw new IllegalArgumentException(
          "the schedule 'plateau' and early stopping need validation images, and the data set %s has none"
              .formatted(task.job().dataset().name()));
    }
    var network = network(task, info);
    var input = network.input();
    return new TrainingPlan(
        task,
        network,
        dataset,
        Preprocessing.forDataset(
            dataset,
            new ImageShape(input.height(), input.width(), input.channels()),
            task.job().training().augmentation().normalisation()),
        inputThreads);
  }

  private static NetworkSpec network(TrainingTask task, DatasetInfo info) {
    var choice = task.job().network();
    var settings = NetworkSettings.defaults().withClasses(info.classes().size());
    if (choice.input() != null) {
      settings = settings.withInput(Shape.parse(choice.input()));
    }
    for (var setting : choice.settings().entrySet()) {
      settings = settings.with(setting.getKey(), setting.getValue());
    }
    return Networks.build(choice.name(), settings);
  }

  Training training() {
    return task.job().training();
  }

  Optimization optimization() {
    var training = training();
    var optimizer =
        switch (training.optimizer()) {
          case SGD -> Optimizer.SGD;
          case ADAM -> Optimizer.ADAM;
        };
    var decayMode =
        switch (training.decayMode()) {
          case L2 -> DecayMode.L2;
          case DECOUPLED -> DecayMode.DECOUPLED;
        };
    return new Optimization(
        optimizer,
        training.learningRate(),
        training.momentum(),
        training.weightDecay(),
        decayMode,
        training.labelSmoothing(),
        training.clipNorm() == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(training.clipNorm()));
  }

  /**
   * Refuses what cannot fit before it begins.
   *
   * @param limit bytes that the training may take on each device
   * @param devices how many each batch is divided among
   * @throws IllegalArgumentException with the figures
   */
  void requireMemory(long limit, int devices) {
    var training = training();
    var need =
        TrainingMemory.of(network, training.batchSize(), training.optimizer().slots(), devices);
    if (need.bytes() > limit) {
      throw new IllegalArgumentException(
          "training %s needs %s, and this worker may use %s; %s"
              .formatted(
                  network.name(),
                  need.described(),
                  TrainingMemory.words(limit),
                  need.advice(limit)));
    }
  }

  /** Batches to learn from, in an order of its own per epoch. */
  BatchSource trainingBatches() {
    return shuffled(training().augmentation());
  }

  /** Training images as they are, in a fixed random order: a sample to measure errors with. */
  BatchSource trainingSample() {
    return shuffled(Augmentation.NONE);
  }

  private BatchSource shuffled(Augmentation augmentation) {
    return BatchSource.shuffled(
            dataset,
            preprocessing,
            Split.TRAIN,
            training().batchSize(),
            training().seed(),
            augmentation)
        .withThreads(inputThreads);
  }

  /** Batches to measure with. */
  BatchSource batches(Split split) {
    return BatchSource.inOrder(dataset, preprocessing, split, training().batchSize())
        .withThreads(inputThreads);
  }

  /**
   * What the model file says of itself.
   *
   * @param epoch epochs it was trained for
   */
  ModelDescription description(int epoch, Map<String, Double> metrics) {
    var provenance = new TreeMap<String, String>();
    provenance.put("run", task.run().toString());
    provenance.put("dataset", task.job().dataset().name());
    provenance.put("dataset-version", String.valueOf(task.datasetVersion()));
    provenance.put("dataset-digest", task.dataset().digest());
    provenance.put("epoch", String.valueOf(epoch));
    Optional.ofNullable(task.job().startFrom()).ifPresent(start -> startedFrom(start, provenance));
    provenance.put("training", Json.mapper().valueToTree(training()).toString());
    metrics.forEach((name, value) -> provenance.put(name, String.valueOf(value)));
    return new ModelDescription(
        network, dataset.info().classes(), Json.mapper().valueToTree(preprocessing), provenance);
  }

  private void startedFrom(StartFrom start, Map<String, String> provenance) {
    provenance.put("started-from", start.model() + "@" + start.version());
    task.startFrom().ifPresent(file -> provenance.put("started-from-digest", file.digest()));
    Optional.ofNullable(start.freezeUpTo())
        .ifPresent(layer -> provenance.put("frozen-up-to", layer));
  }
}
