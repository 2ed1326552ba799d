package dev.pharos.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pharos.contracts.job.DecayMode;
import dev.pharos.contracts.job.EarlyStopping;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.Schedule;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.engine.ModelFile;
import dev.pharos.worker.Jobs;
import dev.pharos.worker.training.Trial.Heard;
import dev.pharos.worker.training.Trial.Written;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules and early stopping, in real trainings. */
@Timeout(120)
class ScheduledTrainingTest {
  /** The tiny data set is learned in an epoch or two: what comes then is no better. */
  private static final JobSpec PLATEAU =
      Jobs.of(
          Jobs.training(5)
              .schedule(new Schedule.Plateau(0.5, 1, 2))
              .warmupEpochs(0.5)
              .weightDecay(0.01)
              .decayMode(DecayMode.DECOUPLED)
              .labelSmoothing(0.1)
              .clipNorm(5.0)
              .logInterval(1)
              .build());

  /** No epoch is better by all of 1 than the first. */
  private static final JobSpec STOPS_EARLY =
      Jobs.of(Jobs.training(50).earlyStopping(new EarlyStopping(2, 1.0)).build());

  @TempDir static Path folder;
  private static Trial trial;
  private static final Heard HEARD = new Heard();
  private static Outcome.Finished undisturbed;

  @BeforeAll
  static void train() throws Exception {
    trial = new Trial(folder);
    undisturbed = trial.finish(trial.task(PLATEAU), HEARD);
  }

  @Test
  void theRateWarmsUpAndDropsWhenTheValidationErrorNoLongerImproves() {
    var rates = HEARD.of("train/learning-rate").stream().map(Trial.Point::value).toList();

    assertThat(rates).hasSize(30);
    assertThat(rates.get(0)).isCloseTo(0.002 / 3, within(1e-12));
    assertThat(rates.get(2)).isEqualTo(0.002);
    assertThat(rates).contains(0.001, 0.0005);
    assertThat(HEARD.lines)
        .anyMatch(
            line -> line.startsWith("learning rate 0.002000 -> 0.001000, drop 1 of at most 2"))
        .anyMatch(
            line -> line.startsWith("learning rate 0.001000 -> 0.0005000, drop 2 of at most 2"));
    assertThat(HEARD.lines.get(1))
        .contains("plateau", "warm-up 0.5", "decoupled weight decay 0.01", "label smoothing 0.1");
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 20, 27})
  void killedAndResumedItEndsAsUndisturbed(long afterStep) throws Exception {
    var checkpoint = trial.kill(trial.task(PLATEAU), afterStep);

    var outcome = trial.finish(trial.resuming(PLATEAU, checkpoint), new Heard());

    assertThat(trial.parameters(outcome)).isEqualTo(trial.parameters(undisturbed));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 18, 27})
  void releasedInsideAnEpochOrAPlateauItEndsAsUndisturbed(long afterStep) throws Exception {
    var stopped = trial.release(trial.task(PLATEAU), afterStep);
    var heard = new Heard();

    var outcome = trial.finish(trial.resuming(PLATEAU, stopped.checkpoint()), heard);

    assertThat(heard.fromStep).isEqualTo(afterStep);
    assertThat(trial.parameters(outcome)).isEqualTo(trial.parameters(undisturbed));
    var all = HEARD.of("train/learning-rate");
    assertThat(heard.of("train/learning-rate")).isEqualTo(all.subList((int) afterStep, all.size()));
  }

  @Test
  void aStepAndACosineAreSeenInTheRates() throws Exception {
    var step = new Heard();
    trial.finish(
        trial.task(Jobs.of(Jobs.training(2).schedule(new Schedule.Step(1, 0.1)).build())), step);
    assertThat(step.of("train/learning-rate").get(0).value()).isEqualTo(0.002);
    assertThat(step.of("train/learning-rate").get(5).value()).isCloseTo(0.0002, within(1e-12));
    assertThat(step.lines).contains("learning rate 0.002000 -> 0.0002000, from epoch 2 on");

    var cosine = new Heard();
    trial.finish(
        trial.task(
            Jobs.of(Jobs.training(1).logInterval(1).schedule(new Schedule.Cosine(0.0)).build())),
        cosine);
    assertThat(cosine.of("train/learning-rate").get(3).value()).isCloseTo(0.001, within(1e-12));
    assertThat(cosine.lines).noneMatch(line -> line.startsWith("learning rate"));
  }

  @Test
  void stopsEarlyAndKeepsTheBestEpoch() throws Exception {
    var heard = new Heard();

    var outcome = trial.finish(trial.task(STOPS_EARLY), heard);

    assertThat(heard.of("validation/top1-error"))
        .extracting(Trial.Point::epoch)
        .containsExactly(1, 2, 3);
    assertThat(outcome.epoch()).isEqualTo(1);
    assertThat(outcome.step()).isEqualTo(6);
    assertThat(outcome.metrics().get("validation/loss"))
        .isEqualTo(heard.of("validation/loss").get(0).value());
    assertThat(heard.lines)
        .anyMatch(
            line ->
                line.startsWith("stops early after epoch 3/50")
                    && line.contains("the model is that of epoch 1"));
    var first = trial.finish(trial.task(Jobs.lenet(1)), new Heard());
    assertThat(trial.parameters(outcome)).isEqualTo(trial.parameters(first));
    assertThat(outcome.confusion()).isEqualTo(first.confusion());
    assertThat(ModelFile.describe(trial.artifacts().localFile(outcome.model())).provenance())
        .containsEntry("epoch", "1");
  }

  @Test
  void aCheckpointSaysWhatItIsWorthAndWhichOtherItNeeds() throws Exception {
    var heard = new Heard();
    trial.finish(trial.task(STOPS_EARLY), heard);

    var written = heard.checkpoints;
    var best = Optional.of(written.get(0).checkpoint());
    assertThat(written).extracting(Written::step).containsExactly(6L, 12L, 18L);
    assertThat(written).extracting(Written::best).containsExactly(Optional.empty(), best, best);
    var errors = heard.of("validation/top1-error");
    for (int i = 0; i < 3; i++) {
      assertThat(written.get(i).metrics())
          .containsEntry("validation/top1-error", errors.get(i).value())
          .containsKeys("train/loss", "validation/loss");
    }

    var within = new Heard();
    var stop = new StopSignal();
    within.afterStep =
        step -> {
          if (step == 8) {
            stop.request(StopReason.RELEASE);
          }
        };
    trial.session(trial.task(STOPS_EARLY), within, stop, Trial.PLENTY).run();
    var last = within.checkpoints.get(1);
    assertThat(last.metrics()).as("nothing was measured after step 8").isEmpty();
    assertThat(last.best()).contains(within.checkpoints.get(0).checkpoint());
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 8, 14, 18})
  void releasedBeforeItStopsEarlyItStillKeepsTheBestEpoch(long afterStep) throws Exception {
    var stopped = trial.release(trial.task(STOPS_EARLY), afterStep);

    var outcome = trial.finish(trial.resuming(STOPS_EARLY, stopped.checkpoint()), new Heard());

    assertThat(outcome.epoch()).isEqualTo(1);
    var first = trial.finish(trial.task(Jobs.lenet(1)), new Heard());
    assertThat(trial.parameters(outcome)).isEqualTo(trial.parameters(first));
  }

  @Test
  void moreThanTheMemoryIsRefusedWithTheFigures() throws Exception {
    var session =
        trial.session(trial.task(Jobs.lenet(1)), new Heard(), new StopSignal(), 1_500_000);

    assertThatThrownBy(session::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "training lenet5 needs 2.1 MB",
            "this worker may use 1.5 MB",
            "a batch of at most 7 images");
  }

  @Test
  void theLogSaysHowItIsTrained() {
    assertThat(TrainingWords.of(Jobs.lenet(1).training()))
        .isEqualTo("adam at 0.002, schedule constant, recipe adam");
    assertThat(HEARD.lines.get(0)).startsWith("training lenet5").contains("seed 7");
  }
}
