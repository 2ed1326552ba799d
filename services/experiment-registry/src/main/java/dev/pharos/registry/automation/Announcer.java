package dev.pharos.registry.automation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.Topic;
import dev.pharos.contracts.Topics;
import dev.pharos.messaging.Outbox;
import dev.pharos.messaging.OutgoingMessage;
import dev.pharos.registry.automation.Outcome.State;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Publishes what rules want to be known, on the topics that anybody may write to. */
final class Announcer {
  /** Where rules may publish. */
  static final List<Topic<?>> TOPICS =
      List.of(Topics.DATASET_COMMANDS, Topics.JOB_COMMANDS, Topics.AUTOMATION_EVENTS);

  private final Outbox outbox;

  Announcer(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Publishes a message with the firing's id, if it is as its schema says.
   *
   * @throws dev.pharos.contracts.InvalidMessageException if it is not
   */
  Outcome publish(Handle handle, UUID firing, String type, String key, JsonNode data) {
    return TOPICS.stream()
        .map(topic -> publish(handle, firing, topic, type, key, data))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> Outcome.of(State.REFUSED, "nobody takes messages of type " + type));
  }

  private <T> Optional<Outcome> publish(
      Handle handle, UUID firing, Topic<T> topic, String type, String key, JsonNode data) {
    return topic
        .messageOf(type)
        .map(
            message -> {
              T words = MessageCodec.decode(message, "data", data);
              outbox.append(
                  handle,
                  OutgoingMessage.<T>of(topic, key, words)
                      .withId(firing)
                      .answering(firing.toString()));
              return Outcome.done("%s was published on %s".formatted(type, topic.name()));
            });
  }
}
