package dev.pharos.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.contracts.job.SubmitJob;
import dev.pharos.contracts.run.MetricsReported;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
  @Test
  void aShortJobIsAWholeJob() {
    var job =
        MessageCodec.decode(
            JobSpec.class,
            json(
                "{'network': {'name': 'lenet5'}, 'dataset': {'name': 'digits', 'version': null}}"));

    assertThat(job.name()).isEqualTo("lenet5 on digits");
    assertThat(job.experiment()).isEqualTo("default");
    assertThat(job.device()).isEqualTo(Device.AUTO);
    assertThat(job.training().optimizer()).isEqualTo(Optimizer.ADAM);
    assertThat(job.training().epochs()).isEqualTo(10);
    assertThat(job.priority()).isEqualTo(50);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    var errors =
        violationsOf(
            "{'job': {'network': {'name': 'lenet5'}, 'dataset': {},"
                + " 'training': {'epochs': 0, 'learningRate': 'fast', 'epoch': 3},"
                + " 'device': 'tpu', 'priority': 100}}");

    assertThat(errors)
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "job.dataset.name",
            "job.training.epochs",
            "job.training.learningRate",
            "job.training.epoch",
            "job.device",
            "job.priority");
  }

  @Test
  void aViolationNamesTheValueAndWhatWouldBeValid() {
    var errors =
        violationsOf(
            "{'job': {'network': {'name': 'lenet5'}, 'dataset': {'name': 'digits'},"
                + " 'training': {'epochs': 0, 'epoch': 3}, 'device': 'tpu'}}");

    assertThat(message(errors, "job.training.epochs")).contains("1").contains("was 0");
    assertThat(message(errors, "job.training.epoch")).contains("epochs").contains("batchSize");
    assertThat(message(errors, "job.device")).contains("cpu").contains("cuda").contains("tpu");
  }

  @Test
  void rubbishIsRefusedWithTheReason() {
    assertThat(violationsOf("not json").get(0).message()).startsWith("the message is not JSON");
    assertThat(violationsOf("").get(0).message()).isEqualTo("the message is empty");
    assertThat(violationsOf("[1]")).isNotEmpty();
    assertThat(violationsOf("{'job': 'lenet5'}")).extracting(Violation::field).contains("job");
  }

  @Test
  void aPartCanBeReadAndItsFieldsAreNamedFromTheWhole() {
    var error =
        catchThrowableOfType(
            InvalidMessageException.class,
            () ->
                MessageCodec.decode(
                    JobSpec.class,
                    "job",
                    MessageCodec.parse(json("{'network': {'name': 'lenet5'}}"))));

    assertThat(error.violations()).extracting(Violation::field).containsExactly("job.dataset");
  }

  @Test
  void valuesThatAreNotFiniteSurvive() {
    var metrics =
        MessageCodec.decode(
            MetricsReported.class,
            json(
                "{'run': '0198f2c4-7d3a-7c11-9a52-3f0b6a1d8e21', 'attempt': 1, 'points': [{'name':"
                    + " 'train/loss', 'step': 1, 'epoch': 1, 'value': 'NaN', 'at':"
                    + " '2026-11-21T10:15:30Z'}]}"));

    assertThat(metrics.points().get(0).value()).isNaN();
    assertThat(new String(MessageCodec.encode(metrics), UTF_8)).contains("\"value\":\"NaN\"");
  }

  @Test
  void aRunIdMustBeAUuid() {
    var error =
        catchThrowableOfType(
            InvalidMessageException.class,
            () ->
                MessageCodec.decode(
                    dev.pharos.contracts.job.CancelRun.class, json("{'run': 'seven'}")));

    assertThat(error.violations()).extracting(Violation::field).containsExactly("run");
  }

  private static List<Violation> violationsOf(String singleQuoted) {
    var error =
        catchThrowableOfType(
            InvalidMessageException.class,
            () -> MessageCodec.decode(SubmitJob.class, json(singleQuoted)));
    assertThat(error).as("refused: %s", singleQuoted).isNotNull();
    return error.violations();
  }

  private static String message(List<Violation> violations, String field) {
    return violations.stream()
        .filter(violation -> violation.field().equals(field))
        .findFirst()
        .orElseThrow()
        .message();
  }

  private static byte[] json(String singleQuoted) {
    return singleQuoted.replace('\'', '"').getBytes(UTF_8);
  }
}
