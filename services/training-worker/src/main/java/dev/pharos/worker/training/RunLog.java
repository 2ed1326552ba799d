package dev.pharos.worker.training;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.Schedule;
import dev.pharos.contracts.job.StartFrom;
import dev.pharos.contracts.job.Training;
import dev.pharos.engine.TensorOrigin;
import dev.pharos.engine.Trainer;
import dev.pharos.imaging.packed.Split;
import dev.pharos.worker.training.schedule.Guidance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The lines of a run's log. */
final class RunLog {
  private RunLog() {}

  /** What begins or goes on, how it is trained, and what its parameters come from. */
  static List<String> begin(TrainingPlan plan, Trainer trainer, int epoch, int step) {
    var lines = new ArrayList<String>();
    lines.add(what(plan, epoch, step));
    lines.add(TrainingWords.of(plan.training()));
    Optional.ofNullable(plan.task().job().startFrom())
        .ifPresent(start -> lines.add(origin(start, trainer.origin())));
    return lines;
  }

  private static String what(TrainingPlan plan, int epoch, int step) {
    var info = plan.dataset().info();
    var training = plan.training();
    var text =
        String.format(
            Locale.ROOT,
            "training %s (%,d parameters) on %s version %d: %,d training, %,d validation, %,d test"
                + " images of %s in %d classes; %d epochs, batches of %d, seed %d",
            plan.network().name(),
            plan.network().parameterCount(),
            plan.task().job().dataset().name(),
            plan.task().datasetVersion(),
            info.images(Split.TRAIN),
            info.images(Split.VALIDATION),
            info.images(Split.TEST),
            info.shape(),
            info.classes().size(),
            training.epochs(),
            training.batchSize(),
            training.seed());
    return epoch == 0 && step == 0
        ? text
        : text + "; goes on in epoch %d after %d steps of it".formatted(epoch + 1, step);
  }

  private static String origin(StartFrom start, TensorOrigin origin) {
    return "begins with version %d of model %s: copied %s; new %s; frozen %s"
        .formatted(
            start.version(),
            start.model(),
            names(origin.copied()),
            names(origin.initialized()),
            names(origin.frozen()));
  }

  private static String names(List<String> layers) {
    return layers.isEmpty() ? "none" : String.join(", ", layers);
  }

  /**
   * The schedule changed the rate; empty when it did not, or does so at every step.
   *
   * @param epoch whole epochs done
   */
  static Optional<String> drop(
      Training training, Guidance guidance, double was, double is, int epoch) {
    if (was == is || training.schedule() instanceof Schedule.Cosine) {
      return Optional.empty();
    }
    var text = "learning rate %s -> %s".formatted(rate(was), rate(is));
    if (training.schedule() instanceof Schedule.Plateau plateau) {
      text +=
          ", drop %d of at most %d: no better validation error in %d epochs (%s after epoch %d)"
              .formatted(
                  guidance.drops(),
                  plateau.most(),
                  plateau.patience(),
                  share(guidance.plateau().error()),
                  guidance.plateau().epoch());
    }
    return Optional.of(text + ", from epoch %d on".formatted(epoch + 1));
  }

  /** Early stopping ends the training. */
  static String earlyEnd(Training training, Guidance guidance, int epoch) {
    var best = guidance.stopping();
    return "stops early after epoch %d/%d: no better validation error in %d epochs; the model is that of epoch %d, with %s"
        .formatted(epoch, training.epochs(), best.waited(), best.epoch(), share(best.error()));
  }

  private static String rate(double rate) {
    return String.format(Locale.ROOT, "%.4g", rate);
  }

  static String epoch(int epoch, int epochs, Measurements measurements, Forecast forecast) {
    var latest = measurements.latest();
    return "epoch %d/%d: loss %s, training error %s; validation loss %s, error %s, top-5 %s; %.0f images/s"
        .formatted(
            epoch,
            epochs,
            number(latest, MetricNames.TRAIN_LOSS),
            share(latest, MetricNames.top1("train")),
            number(latest, MetricNames.loss("validation")),
            share(latest, MetricNames.top1("validation")),
            share(latest, MetricNames.top5("validation")),
            forecast.imagesPerSecond());
  }

  static String end(Measurements measurements, ArtifactRef model) {
    var latest = measurements.latest();
    return "done: test %s%s; the model is %s, %,d bytes"
        .formatted(
            tested(latest, "test"),
            latest.containsKey(MetricNames.top1(MetricNames.TEN_CROPS))
                ? "; with ten crops " + tested(latest, MetricNames.TEN_CROPS)
                : "",
            model.digest(),
            model.size());
  }

  private static String tested(Map<String, Double> metrics, String test) {
    return "loss %s, error %s, top-5 %s"
        .formatted(
            number(metrics, MetricNames.loss(test)),
            share(metrics, MetricNames.top1(test)),
            share(metrics, MetricNames.top5(test)));
  }

  private static String number(Map<String, Double> metrics, String name) {
    var value = metrics.get(name);
    return value == null ? "unknown" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String share(Map<String, Double> metrics, String name) {
    return share(metrics.get(name));
  }

  private static String share(Double value) {
    return value == null ? "unknown" : String.format(Locale.ROOT, "%.2f%%", value * 100);
  }
}
