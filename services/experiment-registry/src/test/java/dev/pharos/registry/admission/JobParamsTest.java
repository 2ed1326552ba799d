package dev.pharos.registry.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.NetworkChoice;
import dev.pharos.contracts.job.Recipe;
import dev.pharos.contracts.job.StartFrom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobParamsTest {
  @Test
  void whatHasPartsIsNamedByThem() {
    var job =
        new JobSpec(
            null,
            null,
            new NetworkChoice("lenet5", Map.of("activation", "tanh"), "64x64x1"),
            new DatasetChoice("digits", null),
            Recipe.ALEXNET_PAPER.training(),
            new StartFrom("digits", 3, "champion", null),
            null,
            null,
            null,
            null,
            null);

    assertThat(JobParams.of(job, 2))
        .containsEntry("network", "lenet5")
        .containsEntry("network.activation", "tanh")
        .containsEntry("network.input", "64x64x1")
        .containsEntry("datasetVersion", "2")
        .containsEntry("recipe", "alexnet-paper")
        .containsEntry("schedule.kind", "plateau")
        .containsEntry("schedule.most", "3")
        .containsEntry("startFrom.model", "digits")
        .containsEntry("startFrom.version", "3")
        .doesNotContainKeys("schedule", "clipNorm", "startFrom.freezeUpTo");
  }
}
