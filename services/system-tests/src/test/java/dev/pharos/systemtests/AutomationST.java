package dev.pharos.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs from any Kafka client: docs/automation.md. */
@ExtendWith(SharedPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AutomationST {
  private static final String COMMANDS = "pharos.job.commands";
  private static final String EVENTS = "pharos.job.events";
  private static final Duration SOON = Duration.ofSeconds(20);

  private PlainKafka kafka;
  private PlatformProcess platform;

  @BeforeAll
  void importADataSet(PlatformProcess shared) throws Exception {
    platform = shared;
    kafka = new PlainKafka(shared.kafka());
    var digits = Images.digits(200, 6);
    kafka.write(
        "pharos.dataset.commands",
        """
        {"specversion": "1.0", "type": "dev.pharos.dataset.import.v1", "source": "/test",
         "id": "import-auto", "data": {"name": "auto", "path": "%s"}}"""
            .formatted(digits));
    kafka.find(
        "pharos.dataset.events",
        SOON,
        event ->
            PlainKafka.header(event, "ce_type").equals("dev.pharos.dataset.ready.v1")
                && PlainKafka.json(event).path("name").asText().equals("auto"));
  }

  private static String job(String id, String job) {
    return """
        {"specversion": "1.0", "type": "dev.pharos.job.submit.v1", "source": "/test", "id": "%s",
         "data": {"job": %s}}"""
        .formatted(id, job);
  }

  private ConsumerRecord<byte[], byte[]> answer(String type, String field, String value) {
    return kafka.find(
        EVENTS,
        Duration.ofSeconds(60),
        event ->
            PlainKafka.header(event, "ce_type").equals(type)
                && PlainKafka.json(event).path(field).asText().equals(value));
  }

  @Test
  void oneMessageIsAJobAndItsEndIsToldOnJobEvents() {
    kafka.write(
        COMMANDS,
        job(
            "auto-1",
            "{\"network\": {\"name\": \"lenet5\"}, \"dataset\": {\"name\": \"auto\"},"
                + " \"training\": {\"epochs\": 1}, \"register\": \"auto\"}"));

    var accepted = answer("dev.pharos.command.accepted.v1", "command", "auto-1");
    var run = PlainKafka.json(accepted).path("run").asText();
    var ended = PlainKafka.json(answer("dev.pharos.run.ended.v1", "run", run));

    assertThat(PlainKafka.header(accepted, "ce_correlationid")).isEqualTo("auto-1");
    assertThat(ended.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(ended.path("model").asText()).isEqualTo("auto");
    assertThat(ended.path("modelVersion").asInt()).isOne();
    assertThat(ended.path("metrics").path("test/top1-error").isNumber()).isTrue();
  }

  @Test
  void sentTwiceItMakesOneRun() {
    var message =
        job(
            "auto-twice",
            "{\"name\": \"twice\", \"network\": {\"name\": \"lenet5\"}, \"dataset\":"
                + " {\"name\": \"auto\"}, \"training\": {\"epochs\": 1}}");
    kafka.write(COMMANDS, message);
    kafka.write(COMMANDS, message);
    kafka.write(COMMANDS, job("auto-behind", "{}"));

    answer("dev.pharos.command.accepted.v1", "command", "auto-twice");
    answer("dev.pharos.command.rejected.v1", "command", "auto-behind");
    var runs = platform.pharos().run("runs", "--dataset", "auto", "--limit", "500").ok().out();
    assertThat(runs.lines().filter(line -> line.contains(" twice "))).hasSize(1);
  }

  @Test
  void aJobThatCannotBeIsRejectedWithTheFields() {
    kafka.write(
        COMMANDS,
        job("auto-2", "{\"network\": {\"name\": \"lenet6\"}, \"dataset\": {\"name\": \"auto\"}}"));

    var rejected = PlainKafka.json(answer("dev.pharos.command.rejected.v1", "command", "auto-2"));

    assertThat(rejected.path("reason").asText()).contains("lenet6");
    assertThat(rejected.path("errors").findValuesAsText("field"))
        .anyMatch(f -> f.contains("network"));
  }

  @Test
  void rubbishEndsInTheDeadLettersWithTheReasonAndBlocksNothing() {
    // As many as it takes to reach every partition, whichever the client chooses.
    for (var i = 0; i < 12; i++) {
      kafka.write(COMMANDS, "rubbish " + i);
    }
    kafka.write(COMMANDS, new byte[] {(byte) 0xff, 0, (byte) 0xfe});
    kafka.write(
        COMMANDS,
        "{\"specversion\": \"1.0\", \"type\": \"dev.pharos.job.dance.v1\", \"source\": \"/t\","
            + " \"id\": \"auto-dance\", \"data\": {}}");
    for (var i = 0; i < 6; i++) {
      kafka.write(COMMANDS, job("auto-after-" + i, "{\"network\": {\"name\": \"lenet5\"}}"));
    }

    var letter = deadLetter("rubbish 0");
    var dance = deadLetter("auto-dance");

    assertThat(reason(letter)).contains("JSON");
    assertThat(PlainKafka.header(letter, "__connect.errors.topic")).isEqualTo(COMMANDS);
    assertThat(reason(dance)).contains("dev.pharos.job.dance.v1");
    for (var i = 0; i < 6; i++) {
      answer("dev.pharos.command.rejected.v1", "command", "auto-after-" + i);
    }
  }

  private ConsumerRecord<byte[], byte[]> deadLetter(String text) {
    return kafka.find(
        COMMANDS + ".dlt", SOON, letter -> new String(letter.value(), UTF_8).contains(text));
  }

  private static String reason(ConsumerRecord<byte[], byte[]> letter) {
    return PlainKafka.header(letter, "__connect.errors.exception.message");
  }
}
