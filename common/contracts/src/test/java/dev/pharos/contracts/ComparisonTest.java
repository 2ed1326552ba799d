package dev.pharos.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.contracts.job.Comparison;
import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.NetworkChoice;
import dev.pharos.contracts.job.Training;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final JobSpec BASE =
      new JobSpec(
          null,
          null,
          new NetworkChoice("alexnet", Map.of("lrn", "false")),
          new DatasetChoice("photos", 2),
          Training.builder().epochs(7).build(),
          null,
          null,
          null,
          null,
          null,
          Map.of("team", "vision"));

  @Test
  void runsDifferInOneThingAndShareAnExperiment() {
    var jobs = Comparison.RELU_TANH.jobs(BASE);

    assertThat(jobs)
        .extracting(JobSpec::name)
        .containsExactly("relu: alexnet on photos", "tanh: alexnet on photos");
    assertThat(jobs).extracting(JobSpec::experiment).containsOnly("relu-tanh: alexnet on photos");
    assertThat(jobs.get(1).network().settings())
        .isEqualTo(Map.of("lrn", "false", "activation", "tanh"));
    assertThat(jobs).extracting(JobSpec::training).containsOnly(BASE.training());
    assertThat(jobs.get(0).tags())
        .isEqualTo(Map.of("team", "vision", "comparison", "relu-tanh", "variant", "relu"));
  }

  @Test
  void theFunctionsOfAPatternAreReplaced() {
    var written =
        new NetworkChoice(
            "pattern",
            Map.of("pattern", "INPUT -> [CONV(5x5,8) -> leakyrelu->POOL]*2 -> FC(9)->TANH -> FC"));
    var jobs =
        Comparison.RELU_TANH.jobs(
            new JobSpec(
                null,
                null,
                written,
                new DatasetChoice("photos", 2),
                null,
                null,
                null,
                null,
                null,
                null,
                null));

    assertThat(jobs)
        .extracting(job -> job.network().settings())
        .containsExactly(
            Map.of("pattern", "INPUT -> [CONV(5x5,8) -> RELU->POOL]*2 -> FC(9)->RELU -> FC"),
            Map.of("pattern", "INPUT -> [CONV(5x5,8) -> TANH->POOL]*2 -> FC(9)->TANH -> FC"));
  }

  @Test
  void augmentationsAreThoseOfTheNames() {
    assertThat(Comparison.AUGMENTATION.jobs(BASE))
        .extracting(job -> job.training().augmentation())
        .containsExactly(Augmentation.NONE, Augmentation.CROP_MIRROR, Augmentation.ALEXNET);
  }
}
