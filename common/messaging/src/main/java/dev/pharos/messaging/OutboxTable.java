package dev.pharos.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pharos.contracts.Json;
import dev.pharos.runtime.OverloadedException;
import dev.pharos.runtime.database.Jsonb;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The table {@code outbox}, as far as one service is concerned. */
final class OutboxTable implements Outbox {
  /**
   * What a broker takes by default is 1 MiB for a batch; a larger message would never get through.
   */
  private static final int MOST_BYTES = 900_000;

  private static final String TIME = "time";
  private static final RowMapper<Row> ROWS =
      (row, context) ->
          new Row(
              row.getObject("id", UUID.class),
              row.getString("topic"),
              row.getString("record_key"),
              row.getString("type"),
              row.getString("payload"),
              headers(row.getString("headers")),
              row.getTimestamp("created_at").toInstant());

  private final String service;
  private final long limit;
  private final Runnable nudge;
  private volatile long waiting;

  /**
   * The messages of a service.
   *
   * @param limit how many may wait before new work is refused
   * @param nudge called after a commit that left messages
   */
  OutboxTable(String service, long limit, Runnable nudge) {
    this.service = service;
    this.limit = limit;
    this.nudge = nudge;
  }

  /** Looks how many wait, those of other processes of the service included. */
  long count(Handle handle) {
    waiting =
        handle
            .createQuery("select count(*) from outbox where service = :service")
            .bind("service", service)
            .mapTo(Long.class)
            .one();
    return waiting;
  }

  /** How many waited when they were counted last. */
  long waiting() {
    return waiting;
  }

  @Override
  public void requireRoom() {
    if (waiting >= limit) {
      throw new OverloadedException(
          "%d messages wait for Kafka, and nothing more is begun until it has taken some (kafka.outbox-limit = %d); try again"
              .formatted(waiting, limit));
    }
  }

  /** A message that waits to be published. */
  record Row(
      UUID id,
      String topic,
      String key,
      String type,
      String payload,
      Map<String, String> headers,
      Instant createdAt) {

    Instant time() {
      return Instant.parse(headers.getOrDefault(TIME, createdAt.toString()));
    }

    Map<String, String> extensions() {
      var extensions = new HashMap<>(headers);
      extensions.remove(TIME);
      return extensions;
    }
  }

  @Override
  public <T> void append(Handle handle, OutgoingMessage<T> message) {
    var json = Json.mapper().valueToTree(message.data());
    var size = json.toString().getBytes(StandardCharsets.UTF_8).length;
    if (size > MOST_BYTES) {
      throw new IllegalArgumentException(
          "%s of %d bytes is too large for Kafka; at most %d bytes"
              .formatted(message.type(), size, MOST_BYTES));
    }
    var headers = new HashMap<>(MessageWriter.extensions(message));
    headers.put(TIME, message.time().toString());
    handle
        .createUpdate(
            """
            insert into outbox (id, service, topic, record_key, type, payload, headers)
            values (:id, :service, :topic, :key, :type, :payload, :headers)
            """)
        .bind("id", message.id())
        .bind("service", service)
        .bind("topic", message.topic().name())
        .bind("key", message.key())
        .bind("type", message.type())
        .bind("payload", Jsonb.of(json))
        .bind("headers", Jsonb.of(headers))
        .execute();
    handle.afterCommit(nudge);
  }

  /** The oldest messages, in order. */
  List<Row> oldest(Handle handle, int limit) {
    return handle
        .createQuery(
            """
            select id, topic, record_key, type, payload, headers, created_at
            from outbox where service = :service order by sequence limit :limit
            """)
        .bind("service", service)
        .bind("limit", limit)
        .map(ROWS)
        .list();
  }

  /** Takes away messages that were published. */
  void delete(Handle handle, List<UUID> ids) {
    handle
        .createUpdate("delete from outbox where id = any(:ids)")
        .bind("ids", ids.toArray(UUID[]::new))
        .execute();
  }

  /** Tries to become the one relay of the service, for as long as the handle's connection lives. */
  boolean lock(Handle handle) {
    return handle
        .createQuery("select pg_try_advisory_lock(hashtextextended(:name, 0))")
        .bind("name", "pharos outbox " + service)
        .mapTo(Boolean.class)
        .one();
  }

  private static Map<String, String> headers(String json) throws SQLException {
    try {
      var headers = new HashMap<String, String>();
      Json.mapper()
          .readTree(json)
          .properties()
          .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
      return headers;
    } catch (JsonProcessingException e) {
      throw new SQLException("outbox.headers is not JSON", e);
    }
  }
}
