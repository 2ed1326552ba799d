package dev.pharos.registry.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** How long runs take, as far as runs before them tell. */
final class Durations {
  private static final int MOST_REMEMBERED = 500;

  private Durations() {}

  /**
   * How long waiting runs will take by those that trained the same network on the same data set
   * before, per epoch; and how long held runs will still take by their own word.
   */
  static Map<UUID, Duration> of(Handle handle, Collection<UUID> waiting) {
    var durations = new HashMap<UUID, Duration>();
    handle
        .createQuery(
            """
            with ended as (
              select r.network, r.dataset, extract(epoch from r.ended_at - r.started_at)
                / greatest(1, (j.spec #>> '{training,epochs}')::int) as seconds
              from runs r join jobs j on j.run_id = r.id
              where r.state = 'SUCCEEDED' and r.started_at is not null
              order by r.created_at desc limit :most),
            usual as (
              select network, dataset, avg(seconds) as seconds from ended group by 1, 2)
            select r.id, u.seconds * (j.spec #>> '{training,epochs}')::int as seconds
            from runs r
            join jobs j on j.run_id = r.id
            join usual u on u.network = r.network and u.dataset = r.dataset
            where r.id = any(:waiting)
            union all
            select r.id, (r.progress ->> 'secondsLeft')::double precision
            from runs r where r.state in ('ASSIGNED', 'RUNNING')
              and r.progress ->> 'secondsLeft' is not null
            """)
        .bind("most", MOST_REMEMBERED)
        .bind("waiting", waiting.toArray(UUID[]::new))
        .map(
            (row, context) ->
                durations.put(
                    row.getObject("id", UUID.class),
                    Duration.ofMillis((long) (1_000 * row.getDouble("seconds")))))
        .list();
    return durations;
  }
}
