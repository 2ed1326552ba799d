package dev.pharos.worker.training;

import dev.pharos.artifacts.ArtifactException;
import dev.pharos.artifacts.Artifacts;
import dev.pharos.artifacts.CorruptArtifactException;
import dev.pharos.artifacts.MissingArtifactException;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.engine.EngineException;
import dev.pharos.engine.Trainer;
import dev.pharos.engine.TrainerFactory;
import dev.pharos.imaging.packed.PackedDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Trains what a task asks for, from its data set in the artifact store to its model there. */
public final class TrainingSession {
  private final TrainingTask task;
  private final Artifacts artifacts;
  private final Checkpoints checkpoints;
  private final TrainingResources resources;
  private final TrainerFactory trainers;
  private final TrainingListener listener;
  private final StopSignal stop;

  /**
   * A session.
   *
   * @param folder for files on their way into the store; nobody else uses it
   * @param resources what the training may use
   * @param stop looked at before every step
   */
  public TrainingSession(
      TrainingTask task,
      Artifacts artifacts,
      Path folder,
      TrainingResources resources,
      TrainingListener listener,
      StopSignal stop) {
    this.task = task;
    this.artifacts = artifacts;
    this.resources = resources;
    this.trainers = new TrainerFactory(resources.devices());
    this.checkpoints = new Checkpoints(artifacts, folder, trainers);
    this.listener = listener;
    this.stop = stop;
  }

  /**
   * Trains until it is done or asked to stop. Blocks for as long as that takes.
   *
   * @throws dev.pharos.engine.DivergedException when the loss is no number any more
   * @throws dev.pharos.networks.NetworkException when the network does not fit the data set, or the
   *     model it starts from
   * @throws IllegalArgumentException when there is nothing to train on, or too little memory
   * @throws IOException when the data set or the artifact store cannot be read or written
   */
  public Outcome run() throws IOException, InterruptedException {
    try {
      return HeldDataset.use(artifacts, task.dataset(), this::throwIfStopped, this::train);
    } catch (StoppedEarlyException e) {
      var reason = stop.requested().orElseThrow();
      listener.info("stopped before the data set was here");
      return new Outcome.Stopped(
          reason,
          0,
          task.checkpoints().stream().findFirst().filter(any -> reason == StopReason.RELEASE));
    }
  }

  /** Somebody asked for a stop before the training could begin. */
  private static final class StoppedEarlyException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private void throwIfStopped() {
    if (stop.requested().isPresent()) {
      throw new StoppedEarlyException();
    }
  }

  private Outcome train(PackedDataset dataset) throws IOException, InterruptedException {
    var plan = TrainingPlan.of(task, dataset, resources.inputThreads());
    plan.requireMemory(resources.memoryBytes(), resources.devices().size());
    var begin = begin(plan);
    TrainingCourse course;
    try (var trainer = begin.trainer()) {
      course = new TrainingCourse(plan, begin, checkpoints, listener, stop);
      if (!course.run()) {
        return course.stopped();
      }
      if (course.better().isEmpty()) {
        return finish(plan, course, trainer, course.position());
      }
    }
    // The trainer is closed by now: there may be no memory for two.
    try (var best = checkpoints.restore(course.better().orElseThrow())) {
      return finish(plan, course, best, Position.of(best.position(), task.dataset().digest()));
    }
  }

  private Outcome finish(
      TrainingPlan plan, TrainingCourse course, Trainer trainer, Position position)
      throws IOException {
    var result = new Finale(plan, trainer, position, checkpoints, listener, stop).run();
    return result.isPresent() ? result.get() : course.stopped();
  }

  /**
   * From the first checkpoint that can be used; if there is none, and safely, from anew. A store
   * that cannot be reached says nothing about a checkpoint: the attempt fails and is tried again.
   */
  private Begin begin(TrainingPlan plan) throws IOException {
    var left = task.checkpoints().size();
    for (var checkpoint : task.checkpoints()) {
      left--;
      try {
        return restored(plan, checkpoint);
      } catch (MissingArtifactException | CorruptArtifactException | EngineException e) {
        warn(checkpoint, left, e);
      } catch (ArtifactException e) {
        throw e;
      } catch (IOException e) {
        warn(checkpoint, left, e);
      }
    }
    return new Begin(fresh(plan), Position.beginning(task.dataset().digest()), Optional.empty());
  }

  private void warn(ArtifactRef checkpoint, int left, Exception why) {
    listener.warn(
        "the checkpoint %s cannot be used, %s: %s"
            .formatted(
                checkpoint.digest(),
                left > 0 ? "the one kept before it is tried" : "training starts anew",
                why.getMessage()));
  }

  private Trainer fresh(TrainingPlan plan) throws IOException {
    var seed = plan.training().seed();
    if (task.startFrom().isEmpty()) {
      return trainers.create(plan.network(), plan.optimization(), seed);
    }
    try (var model = artifacts.hold(task.startFrom().get())) {
      return trainers.fineTune(
          plan.network(),
          plan.optimization(),
          seed,
          model.file(),
          Optional.ofNullable(task.job().startFrom().freezeUpTo()));
    }
  }

  private Begin restored(TrainingPlan plan, ArtifactRef checkpoint) throws IOException {
    var trainer = checkpoints.restore(checkpoint);
    try {
      if (!trainer.network().equals(plan.network())) {
        throw new EngineException("it was made with another network or other settings");
      }
      return new Begin(
          trainer,
          Position.of(trainer.position(), task.dataset().digest()),
          Optional.of(checkpoint));
    } catch (RuntimeException e) {
      trainer.close();
      throw e;
    }
  }
}
