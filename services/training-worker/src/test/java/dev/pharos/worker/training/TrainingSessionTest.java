package dev.pharos.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pharos.artifacts.MissingArtifactException;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.contracts.job.TestCrops;
import dev.pharos.engine.DivergedException;
import dev.pharos.engine.ModelFile;
import dev.pharos.imaging.prepare.Preprocessing;
import dev.pharos.networks.NetworkException;
import dev.pharos.worker.Jobs;
import dev.pharos.worker.TinyDataset;
import dev.pharos.worker.training.Trial.Heard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trains for real: a small network on a small data set. */
@Timeout(120)
class TrainingSessionTest {
  private static final int EPOCHS = 3;

  @TempDir static Path folder;
  private static Trial trial;
  private static Outcome.Finished undisturbed;

  @BeforeAll
  static void trainUndisturbed() throws Exception {
    trial = new Trial(folder);
    undisturbed = (Outcome.Finished) train(Jobs.lenet(EPOCHS), Optional.empty(), new Heard());
  }

  @Test
  void trainsMeasuresAndLeavesAModel() throws Exception {
    var heard = new Heard();

    var finished = (Outcome.Finished) train(Jobs.lenet(6), Optional.empty(), heard);

    assertThat(heard.steps).isEqualTo(6L * Jobs.STEPS_PER_EPOCH);
    assertThat(heard.of("train/loss")).hasSize(18).extracting(Trial.Point::step).contains(2L, 36L);
    assertThat(heard.of("train/learning-rate")).hasSize(18).allMatch(p -> p.value() == 0.002);
    assertThat(heard.of("train/images-per-second")).hasSize(18).allMatch(p -> p.value() > 0);
    for (var name :
        List.of(
            "train/top1-error",
            "train/top5-error",
            "validation/loss",
            "validation/top1-error",
            "validation/top5-error")) {
      assertThat(heard.of(name)).extracting(Trial.Point::epoch).containsExactly(1, 2, 3, 4, 5, 6);
    }
    assertThat(heard.of("test/top1-error")).hasSize(1);
    assertThat(finished.metrics()).containsKeys("train/loss", "validation/loss", "test/loss");
    assertThat(finished.metrics().get("test/top1-error")).isLessThan(0.1);
    assertThat(finished.classes()).isEqualTo(TinyDataset.CLASSES);
    assertThat(finished.epoch()).isEqualTo(6);
    assertThat(finished.step()).isEqualTo(36);
    assertThat(finished.confusion()).hasSize(3).allMatch(row -> row.size() == 3);
    assertThat(finished.confusion().stream().flatMap(List::stream).mapToInt(i -> i).sum())
        .isEqualTo(TinyDataset.TEST);
    assertThat(heard.progress.secondsLeft()).isNotNull();
    assertThat(heard.progress.step()).isEqualTo(36);
    assertThat(heard.lines).hasSizeGreaterThanOrEqualTo(8);
    assertThat(heard.lines.get(0)).contains("training lenet5", "90 training", "28x28x1");
    assertThat(heard.lines).anyMatch(line -> line.startsWith("epoch 3/6: loss "));
    assertThat(heard.warnings).isEmpty();

    var model = ModelFile.describe(trial.artifacts().localFile(finished.model()));
    assertThat(model.labels()).isEqualTo(TinyDataset.CLASSES);
    assertThat(model.provenance()).containsEntry("dataset-digest", trial.dataset().digest());
    assertThat(
            Json.mapper().treeToValue(model.preprocessing(), Preprocessing.class).input().height())
        .isEqualTo(32);
  }

  /** A mirror image shows the same band: ten crops say nearly what one says, and not quite. */
  @Test
  void theFinalTestTakesTenCropsWhereItIsAskedTo() throws Exception {
    var heard = new Heard();
    var job = Jobs.of(Jobs.training(EPOCHS).evaluation(TestCrops.TEN_CROPS).build());

    var finished = (Outcome.Finished) train(job, Optional.empty(), heard);

    var metrics = finished.metrics();
    assertThat(parameters(finished)).isEqualTo(parameters(undisturbed));
    assertThat(metrics.get("test/loss")).isEqualTo(undisturbed.metrics().get("test/loss"));
    assertThat(metrics.get("test/ten-crops/loss"))
        .isNotEqualTo(metrics.get("test/loss"))
        .isCloseTo(metrics.get("test/loss"), within(0.2));
    assertThat(metrics).containsKeys("test/ten-crops/top1-error", "test/ten-crops/top5-error");
    assertThat(heard.of("test/ten-crops/loss")).extracting(Trial.Point::step).containsExactly(18L);
    assertThat(heard.lines).last().asString().contains("; with ten crops loss ");
    assertThat(undisturbed.metrics()).doesNotContainKey("test/ten-crops/loss");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 8, 12})
  void aRunThatWasKilledAndResumedEndsAsOneThatWasNot(long lastStep) throws Exception {
    var killed = new Heard();
    killed.afterStep =
        step -> {
          if (step == lastStep) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(() -> train(Jobs.lenet(EPOCHS), Optional.empty(), killed))
        .hasMessage("killed");

    var resumed = new Heard();
    var outcome = train(Jobs.lenet(EPOCHS), killed.checkpoint, resumed);

    assertThat(resumed.fromStep).isEqualTo(lastStep / 6 * 6 - (lastStep % 6 == 0 ? 6 : 0));
    assertThat(parameters(outcome)).isEqualTo(parameters(undisturbed));
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 6, 18})
  void aRunThatWasReleasedGoesOnWhereItStopped(long lastStep) throws Exception {
    var stop = new StopSignal();
    var released = new Heard();
    released.afterStep =
        step -> {
          if (step == lastStep) {
            stop.request(StopReason.RELEASE);
          }
        };

    var stopped = (Outcome.Stopped) train(Jobs.lenet(EPOCHS), Optional.empty(), released, stop);

    assertThat(stopped.reason()).isEqualTo(StopReason.RELEASE);
    assertThat(stopped.step()).isEqualTo(lastStep);
    assertThat(stopped.checkpoint()).isEqualTo(released.checkpoint).isPresent();
    var resumed = new Heard();
    var outcome = (Outcome.Finished) train(Jobs.lenet(EPOCHS), stopped.checkpoint(), resumed);
    assertThat(resumed.fromStep).isEqualTo(lastStep);
    assertThat(parameters(outcome)).isEqualTo(parameters(undisturbed));
    assertThat(outcome.metrics().get("validation/loss"))
        .isEqualTo(undisturbed.metrics().get("validation/loss"));
    assertThat(outcome.confusion()).isEqualTo(undisturbed.confusion());
  }

  @Test
  void aCancelledRunStopsWithinAStepAndLeavesNothing() throws Exception {
    var stop = new StopSignal();
    var heard = new Heard();
    heard.afterStep =
        step -> {
          if (step == 2) {
            stop.request(StopReason.CANCEL);
          }
        };

    var outcome = train(Jobs.lenet(EPOCHS), Optional.empty(), heard, stop);

    assertThat(outcome).isEqualTo(new Outcome.Stopped(StopReason.CANCEL, 2, Optional.empty()));
    assertThat(heard.checkpoint).isEmpty();
  }

  @Test
  void aCheckpointThatCannotBeUsedIsAWarningAndANewStart() throws Exception {
    var rubbish = trial.artifacts().put(new ByteArrayInputStream(new byte[] {1, 2, 3}));
    var heard = new Heard();

    var outcome = train(Jobs.lenet(1), Optional.of(rubbish), heard);

    assertThat(outcome).isInstanceOf(Outcome.Finished.class);
    assertThat(heard.fromStep).isZero();
    assertThat(heard.warnings).singleElement().asString().contains(rubbish.digest(), "anew");
  }

  @Test
  void aCheckpointOfAnotherNetworkIsNotUsed() throws Exception {
    var first = new Heard();
    train(Jobs.lenet(1), Optional.empty(), first);
    var relu = Jobs.of("lenet5", Map.of("activation", "relu"), Device.AUTO);
    var heard = new Heard();

    train(relu, first.checkpoint, heard);

    assertThat(heard.warnings).singleElement().asString().contains("another network");
  }

  @Test
  void aLossThatIsNoNumberEndsTheTraining() {
    assertThatThrownBy(() -> train(Jobs.diverging(), Optional.empty(), new Heard()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("diverged")
        .hasMessageContaining("first in layer ");
  }

  @Test
  void whatCannotBeTrainedIsSaid() {
    var unknown = Jobs.of("lenet6", Map.of(), Device.AUTO);
    assertThatThrownBy(() -> train(unknown, Optional.empty(), new Heard()))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("lenet6");

    var absent = new ArtifactRef("sha256:" + "1".repeat(64), 10);
    var task =
        new TrainingTask(new UUID(0, 1), Jobs.lenet(1), 1, absent, List.of(), Optional.empty());
    assertThatThrownBy(() -> trial.finish(task, new Heard()))
        .isInstanceOf(MissingArtifactException.class);
  }

  private static Outcome train(JobSpec job, Optional<ArtifactRef> from, Heard heard)
      throws Exception {
    return train(job, from, heard, new StopSignal());
  }

  private static Outcome train(
      JobSpec job, Optional<ArtifactRef> from, Heard heard, StopSignal stop) throws Exception {
    return trial.session(trial.resuming(job, from), heard, stop, Trial.PLENTY).run();
  }

  private static byte[] parameters(Outcome outcome) throws IOException {
    return trial.parameters(outcome);
  }
}
