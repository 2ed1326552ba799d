package dev.pharos.registry.collection;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What the tables say of artifacts, those of the data-set service included, all at one moment.
 *
 * @param named digests of all that something needs
 * @param released digests that were named once, and when a row that named them went last
 */
record ArtifactNames(Set<String> named, Map<String, Instant> released) {

  /** The id of this installation, which its database holds. */
  static UUID installation(Handle handle) {
    return handle.createQuery("select id from installation").mapTo(UUID.class).one();
  }

  /**
   * Whether it is this registry's turn to look; then it is nobody else's for a while.
   *
   * @param pause for how long at least
   */
  static boolean takeTurn(Handle handle, Duration pause) {
    return handle
            .createUpdate(
                """
                update installation set collected_at = clock_timestamp()
                where collected_at < clock_timestamp() - make_interval(secs => :pause)
                """)
            .bind("pause", pause.toNanos() / 1e9)
            .execute()
        > 0;
  }

  /** Reads them, at the beginning of a transaction. */
  static ArtifactNames read(Handle handle) {
    handle.execute("set transaction isolation level repeatable read");
    return new ArtifactNames(named(handle), released(handle));
  }

  private static Set<String> named(Handle handle) {
    return handle
        .createQuery(
            """
            select digest from run_artifacts
            union all select digest from run_checkpoints
            union all select best from run_checkpoints where best is not null
            union all select digest from model_versions
            union all select result #>> '{artifact,digest}'
              from inspections, jsonb_array_elements(results) as result
            union all select ref #>> '{}' from inspections,
              jsonb_path_query(task, '$.**.digest') as ref where ended_at is null
            union all select packed_digest from dataset_versions
            union all select part ->> 'digest'
              from dataset_versions, jsonb_array_elements(parts) as part
            """)
        .mapTo(String.class)
        .set();
  }

  private static Map<String, Instant> released(Handle handle) {
    return handle
        .createQuery("select digest, released_at from released_artifacts")
        .reduceRows(
            new HashMap<String, Instant>(),
            (released, row) -> {
              released.put(
                  row.getColumn("digest", String.class),
                  row.getColumn("released_at", Instant.class));
              return released;
            });
  }

  /**
   * Strikes digests off the list of the released, unless they were released again. One that
   * somebody releases at this moment is left to the next look: waiting for him could end in a
   * deadlock.
   */
  void settle(Handle handle, Collection<String> digests) {
    var batch =
        handle.prepareBatch(
            """
            delete from released_artifacts where digest = (
              select digest from released_artifacts
              where digest = :digest and released_at = :at for update skip locked)
            """);
    digests.forEach(digest -> batch.bind("digest", digest).bind("at", released.get(digest)).add());
    if (!digests.isEmpty()) {
      batch.execute();
    }
  }
}
