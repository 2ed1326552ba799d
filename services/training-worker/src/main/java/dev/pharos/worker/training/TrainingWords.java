package dev.pharos.worker.training;

import dev.pharos.contracts.job.DecayMode;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.contracts.job.Schedule;
import dev.pharos.contracts.job.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a network is trained, in a line for people. */
final class TrainingWords {
  private TrainingWords() {}

  static String of(Training training) {
    var words = new ArrayList<String>();
    words.add(method(training));
    words.add("schedule " + schedule(training.schedule()));
    if (training.warmupEpochs() > 0) {
      words.add("warm-up %s epochs".formatted(training.warmupEpochs()));
    }
    if (training.weightDecay() > 0) {
      var mode = training.decayMode() == DecayMode.L2 ? "L2" : "decoupled";
      words.add("%s weight decay %s".formatted(mode, training.weightDecay()));
    }
    regularization(training, words);
    words.add("recipe " + training.recipe().label());
    return String.join(", ", words);
  }

  private static String method(Training training) {
    var momentum = training.optimizer() == Optimizer.SGD ? ", momentum " + training.momentum() : "";
    return "%s at %s%s"
        .formatted(
            training.optimizer().name().toLowerCase(Locale.ROOT),
            training.learningRate(),
            momentum);
  }

  private static void regularization(Training training, List<String> words) {
    if (training.labelSmoothing() > 0) {
      words.add("label smoothing " + training.labelSmoothing());
    }
    if (training.clipNorm() != null) {
      words.add("gradients clipped to norm " + training.clipNorm());
    }
    if (training.earlyStopping() != null) {
      words.add(
          "early stopping after %d epochs without a better one"
              .formatted(training.earlyStopping().patience()));
    }
  }

  private static String schedule(Schedule schedule) {
    if (schedule instanceof Schedule.Step step) {
      return "step (times %s every %d epochs)".formatted(step.factor(), step.every());
    } else if (schedule instanceof Schedule.Plateau plateau) {
      return "plateau (times %s after %d epochs without a better one, at most %d times)"
          .formatted(plateau.factor(), plateau.patience(), plateau.most());
    } else if (schedule instanceof Schedule.Cosine cosine) {
      return "cosine (to %s)".formatted(cosine.minimum());
    }
    return "constant";
  }
}
