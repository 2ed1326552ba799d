package dev.pharos.worker.training;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.engine.Trainer;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.BatchSource;
import dev.pharos.worker.training.schedule.Guidance;
import dev.pharos.worker.training.schedule.Guide;
import dev.pharos.worker.training.schedule.LearningRates;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The course of a training from its position on: epochs of steps, measured and checkpointed after
 * each, until the last or until early stopping ends it.
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
  private final LearningRates rates;
  private final Guide guide;
  private final CheckpointRhythm rhythm;
  private Guidance guidance;
  private int epoch;
  private int step;
  private Optional<ArtifactRef> lastCheckpoint;
  private Optional<ArtifactRef> best;
  private long lastCheckpointStep;

  TrainingCourse(
      TrainingPlan plan,
      Begin begin,
      Checkpoints checkpoints,
      TrainingListener listener,
      StopSignal stop) {
    this.plan = plan;
    this.trainer = begin.trainer();
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.stop = stop;
    this.batches = plan.trainingBatches();
    this.forecast =
        new Forecast(plan.training().epochs(), batches.batchesPerEpoch(), batches.images());
    var position = begin.position();
    this.measurements = new Measurements(listener, position.metrics());
    this.evaluator = new Evaluator(plan, trainer, stop);
    this.rates = new LearningRates(plan.training(), batches.batchesPerEpoch());
    this.guide = new Guide(plan.training());
    this.rhythm = new CheckpointRhythm(plan.training().checkpointEpochs());
    this.guidance = position.guidance();
    this.epoch = position.epoch();
    this.step = position.step();
    this.lastCheckpoint = begin.checkpoint();
    this.lastCheckpointStep = trainer.steps();
    this.best =
        Optional.ofNullable(position.best())
            .or(() -> guidance.stopping().error() == null ? Optional.empty() : lastCheckpoint);
  }

  /** Trains until it is done or asked to stop; tells which. */
  boolean run() throws IOException, InterruptedException {
    listener.started(plan.network().parameterCount(), forecast.steps(), trainer.steps());
    RunLog.begin(plan, trainer, epoch, step).forEach(listener::info);
    while (!done()) {
      if (!trainEpoch() || !measureEpoch()) {
        return false;
      }
    }
    return true;
  }

  private boolean done() {
    return epoch == plan.training().epochs() || guide.endsEarly(guidance);
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
          trainer.learningRate(rates.at(trainer.steps(), guidance.drops()));
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

  /** Measures the epoch and concludes from it; false when a stop was asked for. */
  private boolean measureEpoch() throws IOException {
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
    epoch++;
    step = 0;
    var before = guidance;
    validation.ifPresent(measured -> guidance = guide.after(before, measured.top1Error(), epoch));
    keep();
    tellWhatFollows(before);
    return true;
  }

  /** A checkpoint where one is due: regularly, at the end, and of the best epoch so far. */
  private void keep() throws IOException {
    var isBest = guide.isBest(guidance, epoch);
    if (isBest) {
      best = Optional.empty();
    }
    if (isBest || done() || rhythm.isDue(epoch)) {
      checkpoint(measurements.latest());
    }
    if (isBest) {
      best = lastCheckpoint;
    }
  }

  private void tellWhatFollows(Guidance before) {
    if (guide.endsEarly(guidance)) {
      listener.info(RunLog.earlyEnd(plan.training(), guidance, epoch));
    } else if (!done()) {
      var was = rates.full(trainer.steps() - 1, before.drops());
      var is = rates.full(trainer.steps(), guidance.drops());
      RunLog.drop(plan.training(), guidance, was, is, epoch).ifPresent(listener::info);
    }
  }

  /**
   * @param measured of the network as it is now
   */
  private void checkpoint(Map<String, Double> measured) throws IOException {
    lastCheckpoint = Optional.of(rhythm.timed(() -> checkpoints.save(trainer, position())));
    lastCheckpointStep = trainer.steps();
    listener.checkpointed(epoch, trainer.steps(), lastCheckpoint.get(), measured, best);
  }

  /** Where it stopped; a training that will go on elsewhere leaves a checkpoint. */
  Outcome.Stopped stopped() throws IOException {
    var reason = stop.requested().orElseThrow();
    if (reason == StopReason.CANCEL) {
      listener.info("cancelled after step " + trainer.steps());
      return new Outcome.Stopped(reason, trainer.steps(), Optional.empty());
    }
    if (trainer.steps() != lastCheckpointStep) {
      checkpoint(Map.of());
    }
    listener.info("released after step " + trainer.steps());
    return new Outcome.Stopped(reason, trainer.steps(), lastCheckpoint);
  }

  /** The checkpoint whose network is the result, where that is not the network as it is now. */
  Optional<ArtifactRef> better() {
    return guide.isBest(guidance, epoch) ? Optional.empty() : best;
  }

  /** Where the training is now. */
  Position position() {
    return new Position(
        epoch,
        step,
        plan.task().dataset().digest(),
        measurements.latest(),
        guidance,
        best.orElse(null));
  }
}
