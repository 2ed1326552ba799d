package dev.pharos.messaging;

import org.jdbi.v3.core.Handle;

/**
 * How far a group has read, in the table {@code consumer_offsets}: the offset of the next record,
 * which moves in the same transaction as the effects of what was read.
 */
final class StoredOffsets {

  /**
   * Somebody else has moved the offset: this process no longer has the partition, or had lost it.
   */
  static final class StaleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleException(String group, String topic, int partition, long expected) {
      super(
          "%s no longer stands at %d of %s-%d".formatted(group, expected, topic, partition),
          null,
          false,
          false);
    }
  }

  private final String group;
  private final String topic;

  StoredOffsets(String group, String topic) {
    this.group = group;
    this.topic = topic;
  }

  /** The next offset of a partition; a new group begins at {@code first}, which is stored then. */
  long positionOf(Handle handle, int partition, long first) {
    handle
        .createUpdate(
            """
            insert into consumer_offsets (consumer_group, topic, partition, next_offset)
            values (:group, :topic, :partition, :first)
            on conflict do nothing
            """)
        .bind("group", group)
        .bind("topic", topic)
        .bind("partition", partition)
        .bind("first", first)
        .execute();
    return handle
        .createQuery(
            """
            select next_offset from consumer_offsets
            where consumer_group = :group and topic = :topic and partition = :partition
            """)
        .bind("group", group)
        .bind("topic", topic)
        .bind("partition", partition)
        .mapTo(Long.class)
        .one();
  }

  /**
   * Moves the offset of a partition. The row stays locked until the transaction ends, so that of
   * two processes that believe to have the partition one waits and then finds itself stale.
   *
   * @throws StaleException when it does not stand at {@code expected}
   */
  void advance(Handle handle, int partition, long expected, long next) {
    var moved =
        handle
            .createUpdate(
                """
                update consumer_offsets set next_offset = :next
                where consumer_group = :group and topic = :topic and partition = :partition
                  and next_offset = :expected
                """)
            .bind("group", group)
            .bind("topic", topic)
            .bind("partition", partition)
            .bind("expected", expected)
            .bind("next", next)
            .execute();
    if (moved != 1) {
      throw new StaleException(group, topic, partition, expected);
    }
  }
}
