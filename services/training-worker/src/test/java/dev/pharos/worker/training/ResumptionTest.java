package dev.pharos.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.worker.Jobs;
import dev.pharos.worker.training.Trial.Heard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Killed and resumed is bit for bit what it would have been undisturbed, with everything random
 * that a training can have: weights, order, augmentation, dropout.
 */
@Timeout(120)
class ResumptionTest {
  private static final int EPOCHS = 3;
  private static final String PATTERN =
      "INPUT(28x28x1) -> CONV(5x5,8) -> BN -> RELU -> POOL(2x2/2) -> DROPOUT(0.2) -> FC(32) -> RELU"
          + " -> DROPOUT(0.5) -> FC(classes)";

  @TempDir private Path folder;

  /** Steps 8 and 17 are in the middle of an epoch, 12 is its last. */
  @ParameterizedTest
  @CsvSource({"SGD, 0.9, 8", "SGD, 0.9, 12", "ADAM, 0, 8", "ADAM, 0, 17"})
  void aRunThatWasKilledEndsBitForBitAsOneThatWasNot(
      Optimizer optimizer, double momentum, long lastStep) throws Exception {
    var trial = new Trial(folder);
    var job = job(optimizer, momentum);
    var undisturbed = new Heard();
    var expected = trial.finish(trial.task(job), undisturbed);

    var checkpoint = trial.kill(trial.task(job), lastStep);
    var resumed = new Heard();
    var finished = trial.finish(trial.resuming(job, checkpoint), resumed);

    assertThat(resumed.fromStep).isEqualTo((lastStep - 1) / 6 * 6);
    assertThat(trial.state(resumed.checkpoint.orElseThrow()))
        .isEqualTo(trial.state(undisturbed.checkpoint.orElseThrow()))
        .hasSizeGreaterThan(2);
    assertThat(trial.parameters(finished)).isEqualTo(trial.parameters(expected));
    assertThat(finished.confusion()).isEqualTo(expected.confusion());
    assertThat(curves(resumed, resumed.fromStep))
        .isEqualTo(curves(undisturbed, resumed.fromStep))
        .isNotEmpty();
  }

  /**
   * The newest of three checkpoints has a bit that is wrong, the one before is lost: it goes on
   * from the oldest, says why, and ends as if nothing had happened.
   */
  @Test
  void aRunWhoseNewestCheckpointsAreDamagedGoesOnFromTheOneBefore() throws Exception {
    var trial = new Trial(folder);
    var job = job(Optimizer.ADAM, 0);
    var undisturbed = new Heard();
    var expected = trial.finish(trial.task(job), undisturbed);
    var written = undisturbed.checkpoints.stream().map(Trial.Written::checkpoint).toList();
    damage(trial.artifacts().localFile(written.get(2)));
    trial.artifacts().delete(written.get(1));

    var resumed = new Heard();
    var newestFirst = List.of(written.get(2), written.get(1), written.get(0));
    var finished = trial.finish(trial.resuming(job, newestFirst), resumed);

    assertThat(resumed.fromStep).isEqualTo(6);
    assertThat(resumed.warnings).hasSize(2);
    assertThat(resumed.warnings.get(0))
        .startsWith("the checkpoint " + written.get(2).digest() + " cannot be used, the one kept")
        .contains("bytes");
    assertThat(resumed.warnings.get(1)).contains(written.get(1).digest(), "is not in");
    assertThat(trial.parameters(finished)).isEqualTo(trial.parameters(expected));
    assertThat(curves(resumed, 6)).isEqualTo(curves(undisturbed, 6)).isNotEmpty();
  }

  private static void damage(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static JobSpec job(Optimizer optimizer, double momentum) {
    var augmentation =
        new Augmentation(
            true,
            true,
            null,
            null,
            null,
            new Augmentation.ColourJitter(0.2, 0.2, 0.0),
            new Augmentation.CutOut(6),
            null);
    return Jobs.pattern(
        PATTERN,
        Jobs.training(EPOCHS)
            .optimizer(optimizer)
            .momentum(momentum)
            .augmentation(augmentation)
            .logInterval(1)
            .build());
  }

  /** Every point behind a step, but for those that tell of speed. */
  private static List<Trial.Point> curves(Heard heard, long fromStep) {
    return heard.points.stream()
        .filter(point -> point.step() > fromStep)
        .filter(point -> !point.name().equals(MetricNames.IMAGES_PER_SECOND))
        .toList();
  }
}
