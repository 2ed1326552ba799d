package dev.pharos.registry.admission;

import dev.pharos.contracts.Violation;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.Schedule;
import dev.pharos.contracts.job.StartFrom;
import dev.pharos.contracts.job.Training;
import dev.pharos.networks.LayerTransfer;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.TrainingMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the way a job is trained must fulfil. */
final class TrainingRules {
  private TrainingRules() {}

  /** What the values say of each other. */
  static List<Violation> consistency(Training training) {
    var violations = new ArrayList<Violation>();
    if (training.warmupEpochs() > training.epochs()) {
      violations.add(
          new Violation(
              "training.warmupEpochs",
              "%s is more than the %d epochs of the training"
                  .formatted(training.warmupEpochs(), training.epochs())));
    }
    if (training.schedule() instanceof Schedule.Cosine cosine
        && cosine.minimum() > training.learningRate()) {
      violations.add(
          new Violation(
              "training.schedule.minimum",
              "%s is more than the learning rate, %s"
                  .formatted(cosine.minimum(), training.learningRate())));
    }
    return violations;
  }

  /** What needs validation images must have some. */
  static List<Violation> validation(Training training, DatasetFacts dataset) {
    var violations = new ArrayList<Violation>();
    if (dataset.validation() > 0) {
      return violations;
    }
    var none =
        "and version %d of data set '%s' has none".formatted(dataset.version(), dataset.name());
    if (training.schedule() instanceof Schedule.Plateau) {
      violations.add(
          new Violation(
              "training.schedule",
              "'plateau' needs validation images, %s; valid: constant, step, cosine"
                  .formatted(none)));
    }
    if (training.earlyStopping() != null) {
      violations.add(
          new Violation("training.earlyStopping", "needs validation images, %s".formatted(none)));
    }
    return violations;
  }

  /** The network must have something in common with the model that it starts from. */
  static Optional<Violation> start(NetworkSpec network, StartFrom start, StartFacts model) {
    NetworkSpec source;
    try {
      source = JobNetwork.build(model.network(), model.classes()).inference();
    } catch (NetworkException e) {
      // The catalogue has changed since; the worker reads the model's own file.
      return Optional.empty();
    }
    try {
      LayerTransfer.of(network, source, Optional.ofNullable(start.freezeUpTo()));
      return Optional.empty();
    } catch (NetworkException e) {
      var isLayer = e.field().equals("freezeUpTo");
      return Optional.of(
          isLayer
              ? new Violation(
                  "startFrom.freezeUpTo", "'%s' is not valid; %s".formatted(e.value(), e.valid()))
              : new Violation(
                  "startFrom",
                  "version %d of model '%s' does not fit: %s"
                      .formatted(model.version(), model.model(), e.valid())));
    }
  }

  /** Where workers of the wanted kind are connected, one of them must be able to hold it. */
  static Optional<Violation> memory(
      JobSpec job, NetworkSpec network, List<WorkerMemory> connected) {
    var need = need(job, network);
    var able =
        connected.stream()
            .filter(worker -> job.device() == Device.AUTO || job.device() == worker.device())
            .toList();
    var most = able.stream().mapToLong(WorkerMemory::bytes).max();
    if (most.isEmpty() || need.bytes() <= most.getAsLong()) {
      return Optional.empty();
    }
    var each =
        able.stream()
            .map(worker -> worker.name() + " has " + TrainingMemory.words(worker.bytes()))
            .distinct()
            .collect(Collectors.joining(", "));
    return Optional.of(
        new Violation(
            "training.batchSize",
            "training %s needs %s, and no connected worker has as much: %s; %s"
                .formatted(network.name(), need.described(), each, need.advice(most.getAsLong()))));
  }

  /** The memory that a job takes on each device; a CPU is one, however many slots it offers. */
  static TrainingMemory need(JobSpec job, NetworkSpec network) {
    var training = job.training();
    int devices = job.device() == Device.CUDA ? job.needs().devices() : 1;
    return TrainingMemory.of(network, training.batchSize(), training.optimizer().slots(), devices);
  }
}
