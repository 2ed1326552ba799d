package dev.pharos.worker.training;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.engine.EngineException;
import dev.pharos.engine.Trainer;
import dev.pharos.imaging.packed.PackedDataset;
import java.io.IOException;
import java.nio.file.Path;

/** Trains what a task asks for, from its data set in the artifact store to its model there. */
public final class TrainingSession {
  private final TrainingTask task;
  private final ArtifactStore artifacts;
  private final Path folder;
  private final TrainingListener listener;
  private final StopSignal stop;

  /**
   * A session.
   *
   * @param folder for files on their way into the store; nobody else uses it
   * @param stop looked at before every step
   */
  public TrainingSession(
      TrainingTask task,
      ArtifactStore artifacts,
      Path folder,
      TrainingListener listener,
      StopSignal stop) {
    this.task = task;
    this.artifacts = artifacts;
    this.folder = folder;
    this.listener = listener;
    this.stop = stop;
  }

  /**
   * Trains until it is done or asked to stop. Blocks for as long as that takes.
   *
   * @throws dev.pharos.engine.DivergedException when the loss is no number any more
   * @throws dev.pharos.networks.NetworkException when the network does not fit the data set
   * @throws IOException when the data set or the artifact store cannot be read or written
   */
  public Outcome run() throws IOException, InterruptedException {
    try (var dataset = PackedDataset.open(artifacts.localFile(task.dataset()))) {
      var plan = TrainingPlan.of(task, dataset);
      var checkpoints = new Checkpoints(artifacts, folder);
      var begin = begin(plan, checkpoints);
      try (var trainer = begin.trainer()) {
        return new TrainingCourse(plan, trainer, begin.position(), checkpoints, listener, stop)
            .run();
      }
    }
  }

  private record Begin(Trainer trainer, Position position) {}

  /** From the checkpoint if there is one that can be used; otherwise, and safely, from anew. */
  private Begin begin(TrainingPlan plan, Checkpoints checkpoints) {
    if (task.resumeFrom().isPresent()) {
      var checkpoint = task.resumeFrom().get();
      try {
        return restored(plan, checkpoints.restore(checkpoint));
      } catch (EngineException | IOException e) {
        listener.warn(
            "the checkpoint %s cannot be used, training starts anew: %s"
                .formatted(checkpoint.digest(), e.getMessage()));
      }
    }
    var trainer = Trainer.create(plan.network(), plan.optimization(), plan.training().seed());
    return new Begin(trainer, Position.beginning(task.dataset().digest()));
  }

  private Begin restored(TrainingPlan plan, Trainer trainer) {
    try {
      if (!trainer.network().equals(plan.network())) {
        throw new EngineException("it was made with another network or other settings");
      }
      return new Begin(trainer, Position.of(trainer.position(), task.dataset().digest()));
    } catch (RuntimeException e) {
      trainer.close();
      throw e;
    }
  }
}
