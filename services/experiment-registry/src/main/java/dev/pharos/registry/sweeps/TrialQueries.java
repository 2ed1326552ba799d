package dev.pharos.registry.sweeps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.paging.Cursor;
import dev.pharos.registry.paging.Page;
import dev.pharos.registry.search.Importance;
import dev.pharos.registry.search.TrialState;
import dev.pharos.runtime.database.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads the trials of sweeps for people. */
public final class TrialQueries {
  private record Row(
      int number,
      TrialState state,
      @Json Map<String, JsonNode> parameters,
      UUID run,
      RunState runState,
      Double value,
      @Json List<Double> rungs,
      Integer epoch,
      String reason,
      Instant startedAt,
      Instant endedAt) {
    TrialView view() {
      return new TrialView(
          number,
          state,
          parameters,
          run,
          runState,
          value,
          rungs,
          epoch,
          reason,
          startedAt,
          endedAt);
    }
  }

  private record ResultRow(@Json Map<String, JsonNode> parameters, double value) {}

  private TrialQueries() {}

  /**
   * The trials of a sweep, by number.
   *
   * @param after number of the last that was seen, or 0
   * @param limit how many at most, from 1
   */
  public static Page<TrialView> list(Handle handle, UUID sweep, int after, int limit) {
    var trials =
        handle
            .createQuery(
                """
                select t.number, t.state, t."values" as parameters, t.run_id as run,
                  r.state as run_state, case when m.value not in ('NaN', 'Infinity', '-Infinity') then m.value end as value,
                  (select coalesce(jsonb_agg(case when k.value <> 'NaN' then k.value end
                    order by k.rung), '[]') from sweep_rungs k
                    where k.sweep_id = t.sweep_id and k.trial = t.number) as rungs,
                  (r.progress ->> 'epoch')::int as epoch, t.reason, r.started_at, t.ended_at
                from sweep_trials t
                join sweeps s on s.id = t.sweep_id
                left join runs r on r.id = t.run_id
                left join latest_metrics m on m.run_id = t.run_id and m.name = s.spec ->> 'metric'
                where t.sweep_id = :sweep and t.number > :after
                order by t.number limit :limit
                """)
            .bind("sweep", sweep)
            .bind("after", after)
            .bind("limit", limit + 1)
            .mapTo(Row.class)
            .map(Row::view)
            .list();
    return Page.of(trials, limit, trial -> Cursor.of(trial.number()));
  }

  /** By what trials are worth at the lowest rung, where all are alike; at the end without rungs. */
  static List<Importance.Weight> importance(Handle handle, UUID sweep, String metric) {
    var results =
        handle
            .createQuery(
                """
                select t."values" as parameters,
                  case when s.rung_times = '{}' then m.value else k.value end as value
                from sweep_trials t
                join sweeps s on s.id = t.sweep_id
                left join sweep_rungs k
                  on k.sweep_id = t.sweep_id and k.trial = t.number and k.rung = 0
                left join latest_metrics m on m.run_id = t.run_id and m.name = :metric
                where t.sweep_id = :sweep and case when s.rung_times = '{}'
                  then m.value is not null and t.state = 'SUCCEEDED' else k.value is not null end
                """)
            .bind("sweep", sweep)
            .bind("metric", metric)
            .mapTo(ResultRow.class)
            .map(row -> new Importance.Result(row.parameters(), row.value()))
            .list();
    return Importance.of(results);
  }
}
