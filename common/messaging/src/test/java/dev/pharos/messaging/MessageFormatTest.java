package dev.pharos.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.contracts.Topic;
import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.CancelRun;
import dev.pharos.contracts.job.JobCommand;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class MessageFormatTest {
  private static final UUID RUN = UUID.fromString("01890000-0000-7000-8000-000000000001");
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final MessageWriter writer = new MessageWriter("tester", "pharos.");
  private final MessageReader<JobCommand> reader = new MessageReader<>(Topics.JOB_COMMANDS);

  @Test
  void readsWhatItWrites() {
    var sent =
        OutgoingMessage.of(Topics.JOB_COMMANDS, "the key", (JobCommand) new CancelRun(RUN, "late"))
            .answering("question-1")
            .traced(TRACE);
    var record = writer.write(sent);

    assertThat(record.topic()).isEqualTo("pharos.job.commands");
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_type")).isEqualTo("dev.pharos.job.cancel.v1");
    assertThat(header(record, "ce_source")).isEqualTo("/pharos/tester");
    assertThat(header(record, "content-type")).isEqualTo("application/json");

    var back = new ConsumerRecord<>("pharos.job.commands", 2, 7, record.key(), record.value());
    record.headers().forEach(header -> back.headers().add(header));
    var message = valid(reader.read(back));
    assertThat(message.id()).isEqualTo(sent.id().toString());
    assertThat(message.key()).isEqualTo("the key");
    assertThat(message.data()).isEqualTo(new CancelRun(RUN, "late"));
    assertThat(message.correlationId()).contains("question-1");
    assertThat(message.traceparent().orElseThrow())
        .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
        .doesNotContain("b7ad6b7169203331");
    assertThat(message.time().toEpochMilli()).isEqualTo(sent.time().toEpochMilli());
    assertThat(message.topic()).isEqualTo("job.commands");
    assertThat(message.partition()).isEqualTo(2);
    assertThat(message.offset()).isEqualTo(7);
  }

  @Test
  void readsStructuredModeWithItsHeader() {
    var record = record(structured(TYPE, DATA));
    record
        .headers()
        .add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));
    assertThat(valid(reader.read(record)).data()).isEqualTo(new CancelRun(RUN, "typed"));
  }

  @Test
  void readsStructuredModeTypedIntoAConsole() {
    var message = valid(reader.read(record(structured(TYPE, DATA))));
    assertThat(message.data()).isEqualTo(new CancelRun(RUN, "typed"));
    assertThat(message.id()).isEqualTo("42");
    assertThat(message.key()).isEmpty();
    assertThat(message.time()).isEqualTo(Instant.ofEpochMilli(NO_TIMESTAMP));
  }

  @Test
  void tellsWhatIsWrongWithDataAndWhoSaidIt() {
    var received = reader.read(record(structured(TYPE, "{\"reason\": 1, \"rum\": 2}")));
    assertThat(received).isInstanceOf(Received.Invalid.class);
    var invalid = ((Received.Invalid<JobCommand>) received).message();
    assertThat(invalid.id()).isEqualTo("42");
    assertThat(invalid.reason()).hasMessageContaining("run").hasMessageContaining("rum");
    assertThat(invalid.data().orElseThrow().get("rum").asInt()).isEqualTo(2);
  }

  @Test
  void tellsWhichTypesTheTopicTakes() {
    var received = reader.read(record(structured("dev.pharos.job.submitt.v1", DATA)));
    assertThat(received).isInstanceOf(Received.Invalid.class);
    assertThat(((Received.Invalid<JobCommand>) received).message().reason())
        .hasMessageContaining("dev.pharos.job.submitt.v1")
        .hasMessageContaining("dev.pharos.job.submit.v1");
  }

  @Test
  void callsRubbishUnreadable() {
    for (var rubbish :
        new String[] {
          "rubbish",
          "",
          "[1, 2]",
          "{\"a\": 1}",
          "{\"specversion\": \"1.0\"}",
          "{\"specversion\": \"9\", \"id\": \"1\"}"
        }) {
      assertThat(reader.read(record(rubbish))).as(rubbish).isInstanceOf(Received.Unreadable.class);
    }
    var binary = new byte[] {0, (byte) 0xff, 17};
    assertThat(reader.read(new ConsumerRecord<>("t", 0, 0, null, binary)))
        .isInstanceOf(Received.Unreadable.class);
  }

  @Test
  void callsEventsWithoutDataOrWithOtherThanJsonInvalid() {
    assertThat(
            reader.read(
                record(
                    "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"s\", \"type\": \"t\"}")))
        .isInstanceOf(Received.Invalid.class);
    var record = record("no json");
    record.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
    record.headers().add("ce_id", "1".getBytes(UTF_8));
    record.headers().add("ce_source", "s".getBytes(UTF_8));
    record.headers().add("ce_type", TYPE.getBytes(UTF_8));
    assertThat(reader.read(record)).isInstanceOf(Received.Invalid.class);
  }

  @Test
  void knowsTombstones() {
    assertThat(reader.read(new ConsumerRecord<>("t", 0, 0, null, null)))
        .isInstanceOf(Received.Tombstone.class);
  }

  @Test
  void refusesToSendWhatDoesNotTravelOnATopic() {
    @SuppressWarnings("unchecked")
    var other = (Topic<Object>) (Topic<?>) Topics.JOB_EVENTS;
    assertThatThrownBy(() -> OutgoingMessage.of(other, "k", new CancelRun(RUN, "no")))
        .hasMessageContaining("dev.pharos.job.cancel.v1 does not travel on job.events");
  }

  private static final String TYPE = "dev.pharos.job.cancel.v1";
  private static final String DATA = "{\"run\": \"" + RUN + "\", \"reason\": \"typed\"}";
  private static final long NO_TIMESTAMP = -1;

  private static String structured(String type, String data) {
    return """
        {"specversion": "1.0", "type": "%s", "source": "me", "id": "42", "data": %s}"""
        .formatted(type, data);
  }

  private static ConsumerRecord<byte[], byte[]> record(String value) {
    return new ConsumerRecord<>("pharos.job.commands", 0, 0, null, value.getBytes(UTF_8));
  }

  private static Message<JobCommand> valid(Received<JobCommand> received) {
    assertThat(received).isInstanceOf(Received.Valid.class);
    return ((Received.Valid<JobCommand>) received).message();
  }

  private static String header(
      org.apache.kafka.clients.producer.ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
