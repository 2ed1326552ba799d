package dev.pharos.registry.deadletters;

import dev.pharos.messaging.DeadLetterId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which letters were sent back. */
final class Replays {
  /** A letter that was sent back. */
  record Replay(String topic, int partition, long offset, Instant writtenAt, Instant replayedAt) {
    DeadLetterId id() {
      return new DeadLetterId(topic, partition, offset);
    }
  }

  private Replays() {}

  /** When letters were sent back, of those that were. */
  static Map<String, Instant> of(Handle handle, Collection<DeadLetterView> letters) {
    var found = new HashMap<String, Instant>();
    var ids =
        letters.stream()
            .map(DeadLetterView::id)
            .map(DeadLetterId::parse)
            .map(Optional::get)
            .toList();
    var times = new HashMap<String, Instant>();
    letters.forEach(letter -> times.put(letter.id(), letter.at()));
    for (var replay : all(handle, ids)) {
      if (replay.writtenAt().equals(times.get(replay.id().toString()))) {
        found.put(replay.id().toString(), replay.replayedAt());
      }
    }
    return found;
  }

  private static List<Replay> all(Handle handle, List<DeadLetterId> ids) {
    return handle
        .createQuery(
            """
            select r.* from dead_letter_replays r
            join unnest(:topics, :partitions, :offsets) as l (topic, partition, "offset")
              using (topic, partition, "offset")
            """)
        .bind("topics", ids.stream().map(DeadLetterId::topic).toArray(String[]::new))
        .bind("partitions", ids.stream().map(DeadLetterId::partition).toArray(Integer[]::new))
        .bind("offsets", ids.stream().map(DeadLetterId::offset).toArray(Long[]::new))
        .mapTo(Replay.class)
        .list();
  }

  /**
   * Notes that a letter is sent back; another transaction that wants the same waits for this one.
   *
   * @return when; empty if it was sent back before
   */
  static Optional<Instant> note(Handle handle, DeadLetterId id, Instant writtenAt) {
    return handle
        .createQuery(
            """
            insert into dead_letter_replays (topic, partition, "offset", written_at)
            values (:topic, :partition, :offset, :at)
            on conflict do nothing returning replayed_at
            """)
        .bind("topic", id.topic())
        .bind("partition", id.partition())
        .bind("offset", id.offset())
        .bind("at", writtenAt)
        .mapTo(Instant.class)
        .findOne();
  }
}
