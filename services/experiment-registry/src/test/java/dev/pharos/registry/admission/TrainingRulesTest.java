package dev.pharos.registry.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.Violation;
import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.EarlyStopping;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.NetworkChoice;
import dev.pharos.contracts.job.Recipe;
import dev.pharos.contracts.job.Schedule;
import dev.pharos.contracts.job.StartFrom;
import dev.pharos.contracts.job.Training;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingRulesTest {
  private static final DatasetFacts PETS =
      new DatasetFacts("pets", 1, List.of("cat", "dog"), 80, 10);
  private static final DatasetFacts UNVALIDATED =
      new DatasetFacts("pets", 2, List.of("cat", "dog"), 80, 0);
  private static final StartFacts DIGITS =
      new StartFacts("digits", 3, new NetworkChoice("lenet5", Map.of()), 10);

  @Test
  void whatNeedsValidationImagesIsRefusedWithoutThem() {
    var training =
        Training.builder()
            .recipe(Recipe.ALEXNET_PAPER)
            .earlyStopping(new EarlyStopping(3, null))
            .build();

    var violations = violations(job("lenet5", training, null), UNVALIDATED, List.of());

    assertThat(violations)
        .extracting(Violation::field)
        .containsExactly("training.schedule", "training.earlyStopping");
    assertThat(violations.get(0).message())
        .isEqualTo(
            "'plateau' needs validation images, and version 2 of data set 'pets' has none; valid:"
                + " constant, step, cosine");
    assertThat(violations(job("lenet5", training, null), PETS, List.of())).isEmpty();
    assertThat(violations(job("lenet5", Training.defaults(), null), UNVALIDATED, List.of()))
        .isEmpty();
  }

  @Test
  void valuesMustAgree() {
    var training =
        Training.builder()
            .epochs(3)
            .warmupEpochs(3.5)
            .learningRate(0.01)
            .schedule(new Schedule.Cosine(0.02))
            .build();

    assertThat(violations(job("lenet5", training, null), PETS, List.of()))
        .extracting(Violation::field)
        .containsExactly("training.warmupEpochs", "training.schedule.minimum");
  }

  @Test
  void aModelMustShareLayersWithTheNetwork() {
    assertThat(started("lenet5", null)).isEmpty();
    assertThat(started("lenet5", "s4")).isEmpty();

    var foreign = started("alexnet-mnist", null).get(0);
    assertThat(foreign.field()).isEqualTo("startFrom");
    assertThat(foreign.message())
        .startsWith("version 3 of model 'digits' does not fit: no layer of alexnet-mnist")
        .contains("c1, s2, c3, s4, c5, f6, output");
  }

  @Test
  void theLastFrozenLayerMustBeOneThatCanBeFrozen() {
    var unknown = started("lenet5", "s5").get(0);
    assertThat(unknown.field()).isEqualTo("startFrom.freezeUpTo");
    assertThat(unknown.message()).contains("'s5' is not valid", "did you mean");

    var head = started("lenet5", "output").get(0);
    assertThat(head.message()).contains("it would freeze layer output", "has to learn");
  }

  @Test
  void aJobThatNoConnectedWorkerCanHoldIsRefusedWithTheFigures() {
    var workers =
        List.of(
            new WorkerMemory("small", Device.CPU, 1_000_000_000),
            new WorkerMemory("large", Device.CPU, 4_000_000_000L),
            new WorkerMemory("card", Device.CUDA, 1L << 40));
    var training = Training.builder().batchSize(4_096).build();
    var job = job("alexnet-single", training, null);

    assertThat(violations(job, PETS, workers)).isEmpty();
    assertThat(violations(on(Device.CPU, job), PETS, List.of())).isEmpty();
    assertThat(violations(on(Device.CPU, job), PETS, workers.subList(2, 3))).isEmpty();
    var refused = violations(on(Device.CPU, job), PETS, workers).get(0);
    assertThat(refused.field()).isEqualTo("training.batchSize");
    assertThat(refused.message())
        .matches(
            "training alexnet-single needs \\S+ GB \\(.*for a batch of 4096 images\\), and no"
                + " connected worker has as much: small has 1.0 GB, large has 4.0 GB; a batch of at"
                + " most \\d+ images fits");
  }

  @Test
  void theInputsSizeIsPartOfTheNetwork() {
    var wrong = new NetworkChoice("lenet5", Map.of(), "3x3x1");
    assertThat(violations(job(wrong, Training.defaults(), null), PETS, List.of()))
        .extracting(Violation::field)
        .containsExactly("network.input");
  }

  private static List<Violation> started(String network, String freezeUpTo) {
    var start = new StartFrom("digits", null, null, freezeUpTo);
    return violations(job(network, Training.defaults(), start), PETS, List.of());
  }

  private static List<Violation> violations(
      JobSpec job, DatasetFacts dataset, List<WorkerMemory> workers) {
    var start = job.startFrom() == null ? StartLookup.none() : StartLookup.found(DIGITS);
    return JobRules.violations(job, new JobFacts(DatasetLookup.found(dataset), start, workers));
  }

  private static JobSpec job(String network, Training training, StartFrom start) {
    return job(new NetworkChoice(network, Map.of()), training, start);
  }

  private static JobSpec job(NetworkChoice network, Training training, StartFrom start) {
    return new JobSpec(
        null,
        null,
        network,
        new DatasetChoice("pets", null),
        training,
        start,
        null,
        null,
        null,
        null,
        null);
  }

  private static JobSpec on(Device device, JobSpec job) {
    return new JobSpec(
        job.name(),
        job.experiment(),
        job.network(),
        job.dataset(),
        job.training(),
        job.startFrom(),
        device,
        job.priority(),
        job.maxAttempts(),
        job.register(),
        job.tags());
  }
}
