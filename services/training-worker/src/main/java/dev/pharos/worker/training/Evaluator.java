package dev.pharos.worker.training;

import dev.pharos.engine.Evaluation;
import dev.pharos.engine.Trainer;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.BatchSource;
import dev.pharos.imaging.prepare.Crops;
import java.util.Optional;

/** Measures a network in training on images of its data set. */
final class Evaluator {
  private final TrainingPlan plan;
  private final Trainer trainer;
  private final StopSignal stop;

  Evaluator(TrainingPlan plan, Trainer trainer, StopSignal stop) {
    this.plan = plan;
    this.trainer = trainer;
    this.stop = stop;
  }

  /** On all images of a split; empty when it has none, or when a stop was asked for. */
  Optional<Evaluation> on(Split split) {
    var batches = plan.batches(split);
    return evaluate(batches, batches.batchesPerEpoch());
  }

  /**
   * On as many training images as there are validation images, always the same: a fair comparison
   * with the validation error at the same price.
   */
  Optional<Evaluation> onTrainingSample() {
    var sample = plan.trainingSample();
    var most = Math.max(1, plan.batches(Split.VALIDATION).batchesPerEpoch());
    return evaluate(sample, Math.min(most, sample.batchesPerEpoch()));
  }

  /** The same with several crops of each image, whose probabilities are averaged. */
  Optional<Evaluation> on(Split split, Crops crops) {
    var batches = plan.batches(split).withCrops(crops);
    return evaluate(batches, batches.batchesPerEpoch(), crops.count());
  }

  private Optional<Evaluation> evaluate(BatchSource source, int batches) {
    return evaluate(source, batches, 1);
  }

  private Optional<Evaluation> evaluate(BatchSource source, int batches, int views) {
    if (source.images() == 0 || stop.requested().isPresent()) {
      return Optional.empty();
    }
    try (var feed = new BatchFeed(source.epoch(0, 0), batches, stop)) {
      var evaluation = trainer.evaluate(() -> feed, views);
      // A feed that was cut short measured only a part.
      return stop.requested().isPresent() ? Optional.empty() : Optional.of(evaluation);
    }
  }
}
