package dev.pharos.registry.automation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.MessageTypes;
import dev.pharos.contracts.automation.AutomationNotice;
import dev.pharos.contracts.dataset.DatasetDeleted;
import dev.pharos.contracts.dataset.DatasetReady;
import dev.pharos.contracts.dataset.ImportFailed;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.CommandRejected;
import dev.pharos.contracts.job.RunEnded;
import dev.pharos.contracts.job.RunStateChanged;
import dev.pharos.contracts.job.SweepEnded;
import dev.pharos.contracts.model.ModelChanged;
import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.Message;
import dev.pharos.registry.notices.Notices;
import dev.pharos.registry.sql.Texts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Notes what rules can wait for, in the transaction that takes it from Kafka. */
public final class EventLog {
  /** The CloudEvents types that are noted; the schema of rules names the same. */
  public static final Set<String> TYPES =
      Stream.of(
              DatasetReady.class,
              DatasetDeleted.class,
              ImportFailed.class,
              RunStateChanged.class,
              RunEnded.class,
              AttemptFailed.class,
              SweepEnded.class,
              CommandRejected.class,
              ModelChanged.class,
              AutomationNotice.class)
          .map(MessageTypes::cloudEventType)
          .collect(Collectors.toUnmodifiableSet());

  private EventLog() {}

  /** The same handler, which notes what it handles. */
  public static <T> BatchHandler<T> noting(BatchHandler<T> handler) {
    return new NotingHandler<>(handler);
  }

  /** A handler that does nothing else. */
  public static <T> BatchHandler<T> noting() {
    return EventLog::note;
  }

  /** Notes messages; one that came before changes nothing. */
  static <T> void note(Handle handle, List<Message<T>> messages) {
    var batch =
        handle.prepareBatch(
            """
            insert into automation_events (source, id, type, time, correlation, data, handled)
            values (:source, :id, :type, :time, :correlation, :data::jsonb,
              not exists (select from automations where enabled and event_type = :type))
            on conflict (source, id) do nothing
            """);
    for (var message : messages) {
      if (TYPES.contains(message.type())) {
        batch
            .bind("source", Texts.storable(message.source()))
            .bind("id", Texts.storable(message.id()))
            .bind("type", message.type())
            .bind("time", message.time())
            .bind("correlation", message.correlationId().map(Texts::storable).orElse(null))
            .bind("data", json(message.data()))
            .add();
      }
    }
    if (batch.size() > 0) {
      batch.execute();
      Notices.automations(handle);
    }
  }

  /** PostgreSQL's JSON cannot hold U+0000. */
  private static String json(Object data) {
    ObjectNode json = Json.mapper().valueToTree(data);
    return json.toString().replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000", "$1\\\\ufffd");
  }
}
