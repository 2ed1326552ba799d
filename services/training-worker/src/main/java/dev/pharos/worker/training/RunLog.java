package dev.pharos.worker.training;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.packed.Split;
import java.util.Locale;
import java.util.Map;

/** The lines of a run's log. */
final class RunLog {
  private RunLog() {}

  static String begin(TrainingPlan plan, int epoch, int step) {
    var info = plan.dataset().info();
    var training = plan.training();
    var text =
        String.format(
            Locale.ROOT,
            "training %s (%,d parameters) on %s version %d: %,d training, %,d validation, %,d test"
                + " images of %s in %d classes; %d epochs, batches of %d, %s at %s, seed %d",
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
            training.optimizer().name().toLowerCase(Locale.ROOT),
            training.learningRate(),
            training.seed());
    return epoch == 0 && step == 0
        ? text
        : text + "; goes on in epoch %d after %d steps of it".formatted(epoch + 1, step);
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
    return "done: test loss %s, error %s, top-5 %s; the model is %s, %,d bytes"
        .formatted(
            number(latest, MetricNames.loss("test")),
            share(latest, MetricNames.top1("test")),
            share(latest, MetricNames.top5("test")),
            model.digest(),
            model.size());
  }

  private static String number(Map<String, Double> metrics, String name) {
    var value = metrics.get(name);
    return value == null ? "unknown" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String share(Map<String, Double> metrics, String name) {
    var value = metrics.get(name);
    return value == null ? "unknown" : String.format(Locale.ROOT, "%.2f%%", value * 100);
  }
}
