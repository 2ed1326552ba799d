package dev.pharos.worker.training;

import dev.pharos.contracts.job.TestCrops;
import dev.pharos.engine.Trainer;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.Crops;
import java.io.IOException;
import java.util.Optional;

/** What follows the last epoch: the test, and the model. */
final class Finale {
  private final TrainingPlan plan;
  private final Trainer trainer;
  private final Position position;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final Measurements measurements;
  private final Evaluator evaluator;

  /**
   * @param trainer the network that is the result
   * @param position how far it was trained
   */
  Finale(
      TrainingPlan plan,
      Trainer trainer,
      Position position,
      Checkpoints checkpoints,
      TrainingListener listener,
      StopSignal stop) {
    this.plan = plan;
    this.trainer = trainer;
    this.position = position;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.measurements = new Measurements(listener, position.metrics());
    this.evaluator = new Evaluator(plan, trainer, stop);
  }

  /** The result; empty when a stop was asked for. */
  Optional<Outcome> run() throws IOException {
    var test = evaluator.on(Split.TEST);
    var confusion = test.or(() -> evaluator.on(Split.VALIDATION)).or(evaluator::onTrainingSample);
    if (confusion.isEmpty()) {
      return Optional.empty();
    }
    test.ifPresentOrElse(
        measured -> measurements.all("test", trainer.steps(), position.epoch(), measured),
        () -> listener.warn("the data set has no test images; there is no test error"));
    if (test.isPresent() && plan.training().evaluation() == TestCrops.TEN_CROPS) {
      var ten = evaluator.on(Split.TEST, Crops.TEN);
      if (ten.isEmpty()) {
        return Optional.empty();
      }
      measurements.all(MetricNames.TEN_CROPS, trainer.steps(), position.epoch(), ten.get());
    }
    var model =
        checkpoints.keep(
            "model",
            file ->
                trainer.saveModel(file, plan.description(position.epoch(), measurements.latest())));
    listener.info(RunLog.end(measurements, model));
    return Optional.of(
        new Outcome.Finished(
            measurements.latest(),
            trainer.steps(),
            position.epoch(),
            model,
            plan.dataset().info().classes(),
            Measurements.rows(confusion.get().confusion())));
  }
}
