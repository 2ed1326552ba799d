package dev.pharos.registry.sweeps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.job.SweepEnded;
import dev.pharos.contracts.job.SweepSpec;
import dev.pharos.contracts.job.SweepState;
import dev.pharos.registry.paging.Cursor;
import dev.pharos.registry.paging.Page;
import dev.pharos.runtime.database.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads sweeps for people. */
public final class SweepQueries {
  private static final String SELECT =
      """
      select s.id, s.name, s.team, s.state, s.reason, s.spec, s.version, s.created_at, s.ended_at,
        (select jsonb_object_agg(c.state, c.n) from (select t.state, count(*) as n
          from sweep_trials t where t.sweep_id = s.id group by t.state) c) as trials,
        b.number as best_trial, b.run_id as best_run, b.value as best_value,
        coalesce(b.best_values, '{}') as best_values
      from sweeps s
      left join lateral (
        select t.number, t.run_id, m.value, t."values" as best_values
        from sweep_trials t
        join latest_metrics m on m.run_id = t.run_id and m.name = s.spec ->> 'metric'
        where t.sweep_id = s.id and t.state not in ('FAILED', 'CANCELLED')
          and m.value not in ('NaN', 'Infinity', '-Infinity')
        order by t.state <> 'SUCCEEDED',
          case when s.spec ->> 'mode' = 'max' then -m.value else m.value end, t.number
        limit 1) b on true
      """;

  private record Row(
      UUID id,
      String name,
      String team,
      SweepState state,
      String reason,
      @Json SweepSpec spec,
      Integer version,
      Instant createdAt,
      Instant endedAt,
      @Json Map<String, Integer> trials,
      Integer bestTrial,
      UUID bestRun,
      Double bestValue,
      @Json Map<String, JsonNode> bestValues) {
    SweepView view() {
      return new SweepView(
          id,
          name,
          team,
          state,
          reason,
          spec.method(),
          spec.metric(),
          spec.mode(),
          spec.job(),
          trials,
          bestTrial == null ? null : new SweepEnded.Best(bestTrial, bestRun, bestValue, bestValues),
          spec.register(),
          version,
          createdAt,
          endedAt);
    }
  }

  private SweepQueries() {}

  /**
   * Sweeps, newest first.
   *
   * @param cursor where to go on
   * @param limit how many at most, from 1
   */
  public static Page<SweepView> list(Handle handle, Optional<Cursor> cursor, int limit) {
    var rows =
        handle
            .createQuery(
                SELECT
                    + """
                    where cast(:before as timestamptz) is null
                      or (s.created_at, s.id) < (:before, cast(:beforeId as uuid))
                    order by s.created_at desc, s.id desc
                    limit :limit
                    """)
            .bind("before", cursor.map(at -> Instant.parse(at.parts().get(0))))
            .bind("beforeId", cursor.map(at -> UUID.fromString(at.parts().get(1))).orElse(null))
            .bind("limit", limit + 1)
            .mapTo(Row.class)
            .map(Row::view)
            .list();
    return Page.of(rows, limit, sweep -> Cursor.of(sweep.createdAt(), sweep.id()));
  }

  /** A sweep; empty if there is none of that id. */
  public static Optional<SweepView> find(Handle handle, UUID id) {
    return row(handle, id).map(Row::view);
  }

  /** A sweep with everything but its trials; empty if there is none of that id. */
  public static Optional<SweepDetail> detail(Handle handle, UUID id) {
    return row(handle, id)
        .map(
            row ->
                new SweepDetail(
                    row.view(),
                    row.spec(),
                    rungs(handle, id),
                    TrialQueries.importance(handle, id, row.spec().metric())));
  }

  private static Optional<Row> row(Handle handle, UUID id) {
    return handle
        .createQuery(SELECT + "where s.id = :id")
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  private static List<SweepDetail.RungView> rungs(Handle handle, UUID id) {
    return handle
        .createQuery(
            """
            select k.time, count(r.trial) as trials,
              count(*) filter (where r.promoted or exists (select from sweep_rungs higher
                where higher.sweep_id = r.sweep_id and higher.trial = r.trial
                and higher.rung > r.rung)) as promoted
            from sweeps s
            cross join unnest(s.rung_times) with ordinality as k (time, n)
            left join sweep_rungs r on r.sweep_id = s.id and r.rung = k.n - 1
            where s.id = :id
            group by k.n, k.time order by k.n
            """)
        .bind("id", id)
        .mapTo(SweepDetail.RungView.class)
        .list();
  }
}
