package dev.pharos.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.StartFrom;
import dev.pharos.engine.ModelFile;
import dev.pharos.networks.NetworkException;
import dev.pharos.worker.Jobs;
import dev.pharos.worker.training.Trial.Heard;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Training that begins with a registered model. */
@Timeout(120)
class FineTuningTest {
  private static final StartFrom FROZEN = new StartFrom("bands", 3, "champion", "s4");

  /** Bytes of C1 to S4, which come first in the file: 156 + 12 + 1,516 + 32 parameters. */
  private static final int FROZEN_BYTES = (156 + 12 + 1_516 + 32) * Float.BYTES;

  @TempDir static Path folder;
  private static Trial trial;
  private static Outcome.Finished first;

  @BeforeAll
  static void train() throws Exception {
    trial = new Trial(folder);
    first = trial.finish(trial.task(Jobs.lenet(2)), new Heard());
  }

  @Test
  void frozenLayersStayAsTheyAreInTheModel() throws Exception {
    var heard = new Heard();

    var outcome = trial.finish(trial.starting(job(FROZEN), first.model(), Optional.empty()), heard);

    var before = trial.parameters(first);
    var after = trial.parameters(outcome);
    assertThat(head(after)).isEqualTo(head(before));
    assertThat(after).hasSameSizeAs(before).isNotEqualTo(before);
    assertThat(heard.lines)
        .contains(
            "begins with version 3 of model bands: copied c1, s2, c3, s4, c5, f6, output; new none;"
                + " frozen "
                + frozen(heard));
    assertThat(ModelFile.describe(trial.artifacts().localFile(outcome.model())).provenance())
        .containsEntry("started-from", "bands@3")
        .containsEntry("started-from-digest", first.model().digest())
        .containsEntry("frozen-up-to", "s4");
  }

  private static String frozen(Heard heard) {
    var line = heard.lines.stream().filter(text -> text.startsWith("begins")).findFirst();
    var text = line.orElseThrow();
    var frozen = text.substring(text.indexOf("frozen ") + "frozen ".length());
    assertThat(List.of(frozen.split(", ", -1)))
        .contains("c1", "s2", "c3", "s4")
        .doesNotContain("c5", "output");
    return frozen;
  }

  @Test
  void killedAndResumedItEndsAsUndisturbedAndKeepsItsFrozenLayers() throws Exception {
    var job = job(FROZEN);
    var undisturbed =
        trial.finish(trial.starting(job, first.model(), Optional.empty()), new Heard());
    var checkpoint = trial.kill(trial.starting(job, first.model(), Optional.empty()), 8);
    var released = trial.release(trial.starting(job, first.model(), Optional.empty()), 9);

    var afterKill = trial.finish(trial.starting(job, first.model(), checkpoint), new Heard());
    var afterRelease =
        trial.finish(trial.starting(job, first.model(), released.checkpoint()), new Heard());

    assertThat(trial.parameters(afterKill)).isEqualTo(trial.parameters(undisturbed));
    assertThat(trial.parameters(afterRelease)).isEqualTo(trial.parameters(undisturbed));
    assertThat(head(trial.parameters(afterKill))).isEqualTo(head(trial.parameters(first)));
  }

  @Test
  void aLayerThatIsNoneIsSaidWithNearNames() {
    var job = job(new StartFrom("bands", 3, null, "s5"));

    assertThatThrownBy(
            () -> trial.finish(trial.starting(job, first.model(), Optional.empty()), new Heard()))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("freezeUpTo: s5 is not valid")
        .hasMessageContaining("s4");
  }

  @Test
  void anAssignmentWithoutTheFileIsRefused() {
    assertThatThrownBy(() -> trial.task(job(FROZEN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not name its file");
    var absent = new ArtifactRef("sha256:" + "2".repeat(64), 10);
    assertThatThrownBy(
            () -> trial.finish(trial.starting(job(FROZEN), absent, Optional.empty()), new Heard()))
        .hasMessageContaining("is not in the artifact store");
  }

  private static JobSpec job(StartFrom start) {
    return Jobs.lenet(2).withStartFrom(start);
  }

  private static byte[] head(byte[] parameters) {
    return Arrays.copyOf(parameters, FROZEN_BYTES);
  }
}
