package dev.pharos.worker.training;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.engine.Trainer;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.BatchSource;
import java.io.IOException;
import java.util.Optional;

/**
 * The course of a training from its position on: epochs of steps, measured and checkpointed after
 * each, and at the end the test and the model.
 *
 * <p>The position can be inside an epoch, and also behind its last step, where it was trained and
 * not measured yet; both are where a release can stop it.
 */
final class TrainingCourse {
  private final TrainingPlan plan;
  private final Trainer trainer;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final StopSignal stop;
  private final BatchSource batches;
  private final Forecast forecast;
  private final Measurements measurements;
  private final Evaluator evaluator;
  private int epoch;
  private int step;
  private Optional<ArtifactRef> lastCheckpoint;
  private long lastCheckpointStep;

  TrainingCourse(
      TrainingPlan plan,
      Trainer trainer,
      Position position,
      Checkpoints checkpoints,
      TrainingListener listener,
      StopSignal stop) {
    this.plan = plan;
    this.trainer = trainer;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.stop = stop;
    this.batches = plan.trainingBatches();
    this.forecast =
        new Forecast(plan.training().epochs(), batches.batchesPerEpoch(), batches.images());
    this.measurements = new Measurements(listener, position.metrics());
    this.evaluator = new Evaluator(plan, trainer, stop);
    this.epoch = position.epoch();
    this.step = position.step();
    this.lastCheckpoint = trainer.steps() == 0 ? Optional.empty() : plan.task().resumeFrom();
    this.lastCheckpointStep = trainer.steps();
  }

  Outcome run() throws IOException, InterruptedException {
    listener.started(plan.network().parameterCount(), forecast.steps(), trainer.steps());
    listener.info(RunLog.begin(plan, epoch, step));
    while (epoch < plan.training().epochs()) {
      if (!trainEpoch() || !measureEpoch()) {
        return stopped();
      }
      epoch++;
      step = 0;
      var last = epoch == plan.training().epochs();
      if (last || epoch % plan.training().checkpointEpochs() == 0) {
        checkpoint();
      }
    }
    return finish();
  }

  /** Trains on what is left of the epoch; false when a stop was asked for. */
  private boolean trainEpoch() throws IOException, InterruptedException {
    try (var stream = batches.epoch(epoch, step)) {
      for (var batch = stream.next(); batch.isPresent(); batch = stream.next()) {
        if (stop.requested().isPresent()) {
          return false;
        }
        try (var prepared = batch.get()) {
          var began = System.nanoTime();
          var loss = trainer.step(BatchFeed.of(prepared));
          forecast.stepped(prepared.size(), System.nanoTime() - began);
          step++;
          measurements.stepped(loss);
        }
        report();
      }
    }
    return true;
  }

  private void report() throws InterruptedException {
    var done = trainer.steps();
    if (done % plan.training().logInterval() == 0 || done == forecast.steps()) {
      measurements.report(done, epoch + 1, trainer.learningRate(), forecast.imagesPerSecond());
    }
    listener.progress(forecast.at(epoch, step));
  }

  /** Measures the epoch; false when a stop was asked for. */
  private boolean measureEpoch() {
    var began = System.nanoTime();
    var sample = evaluator.onTrainingSample();
    var validation = evaluator.on(Split.VALIDATION);
    if (stop.requested().isPresent()) {
      return false;
    }
    sample.ifPresent(
        measured -> measurements.errors("train", trainer.steps(), epoch + 1, measured));
    validation.ifPresent(
        measured -> measurements.all("validation", trainer.steps(), epoch + 1, measured));
    forecast.evaluated(System.nanoTime() - began);
    listener.info(RunLog.epoch(epoch + 1, plan.training().epochs(), measurements, forecast));
    return true;
  }

  private void checkpoint() throws IOException {
    var position = new Position(epoch, step, plan.task().dataset().digest(), measurements.latest());
    lastCheckpoint = Optional.of(checkpoints.save(trainer, position));
    lastCheckpointStep = trainer.steps();
    listener.checkpointed(epoch, trainer.steps(), lastCheckpoint.get());
  }

  private Outcome stopped() throws IOException {
    var reason = stop.requested().orElseThrow();
    if (reason == StopReason.CANCEL) {
      listener.info("cancelled after step " + trainer.steps());
      return new Outcome.Stopped(reason, trainer.steps(), Optional.empty());
    }
    if (trainer.steps() != lastCheckpointStep) {
      checkpoint();
    }
    listener.info("released after step " + trainer.steps());
    return new Outcome.Stopped(reason, trainer.steps(), lastCheckpoint);
  }

  private Outcome finish() throws IOException {
    var test = evaluator.on(Split.TEST);
    if (stop.requested().isPresent()) {
      return stopped();
    }
    test.ifPresentOrElse(
        measured -> measurements.all("test", trainer.steps(), plan.training().epochs(), measured),
        () -> listener.warn("the data set has no test images; there is no test error"));
    var confusion = test.or(() -> evaluator.on(Split.VALIDATION)).or(evaluator::onTrainingSample);
    if (confusion.isEmpty()) {
      return stopped();
    }
    var model =
        checkpoints.keep(
            "model", file -> trainer.saveModel(file, plan.description(measurements.latest())));
    listener.info(RunLog.end(measurements, model));
    return new Outcome.Finished(
        measurements.latest(),
        model,
        plan.dataset().info().classes(),
        Measurements.rows(confusion.get().confusion()));
  }
}
