package dev.pharos.registry.sweeps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.SweepState;
import dev.pharos.registry.search.Plan;
import dev.pharos.registry.search.Situation;
import dev.pharos.registry.search.Trial;
import dev.pharos.registry.search.TrialState;
import dev.pharos.runtime.database.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The trials of sweeps in PostgreSQL. */
final class TrialStore {
  private record Row(
      int number, TrialState state, RunState run, Optional<Double> value, long epochs) {}

  private record RungRow(int trial, int rung, double value, boolean promoted) {}

  private record ValuesRow(@Json Map<String, JsonNode> trial) {}

  /**
   * Whether all that a run r reported was heard: its end comes on another topic than its metrics,
   * and may overtake them. Progress comes with the metrics, so its end is theirs; where it never
   * comes, because training ended early, some time must do.
   */
  private static final String HEARD =
      """
      (r.state not in ('SUCCEEDED', 'FAILED')
        or (r.progress ->> 'step')::bigint >= (r.progress ->> 'steps')::bigint
        or r.ended_at < now() - interval '3 s')
      """;

  private TrialStore() {}

  /** What is known of a sweep's trials. */
  static Situation situation(Handle handle, Sweep sweep) {
    var spec = sweep.spec();
    var compared = new HashMap<Integer, Map<Integer, Double>>();
    var promoted = new HashMap<Integer, Set<Integer>>();
    for (var row : rungs(handle, sweep.id())) {
      put(compared, row);
      if (row.promoted()) {
        promoted.computeIfAbsent(row.trial(), trial -> new HashSet<>()).add(row.rung());
      }
    }
    var measured = new HashMap<Integer, Map<Integer, Double>>();
    measured(handle, sweep).forEach(row -> put(measured, row));
    var trials =
        rows(handle, sweep).stream()
            .map(
                row ->
                    new Trial(
                        row.number(),
                        row.state(),
                        row.run(),
                        row.value()
                            .map(value -> OptionalDouble.of(comparable(value)))
                            .orElse(OptionalDouble.empty()),
                        row.epochs(),
                        compared.getOrDefault(row.number(), Map.of()),
                        measured.getOrDefault(row.number(), Map.of()),
                        promoted.getOrDefault(row.number(), Set.of())))
            .toList();
    return new Situation(
        spec.metric(),
        spec.mode(),
        sweep.rungs(),
        spec.concurrentTrials(),
        spec.maxEpochs() == null ? OptionalLong.empty() : OptionalLong.of(spec.maxEpochs()),
        sweep.state() == SweepState.PAUSED,
        trials);
  }

  private static void put(Map<Integer, Map<Integer, Double>> values, RungRow row) {
    values
        .computeIfAbsent(row.trial(), trial -> new HashMap<>())
        .put(row.rung(), comparable(row.value()));
  }

  /** What is not finite is no number to compare. */
  private static double comparable(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  private static List<Row> rows(Handle handle, Sweep sweep) {
    return handle
        .createQuery(
            """
            select t.number, t.state,
              case when r.id is null or <heard> then r.state else 'RUNNING' end as run,
              m.value,
              coalesce((r.progress ->> 'epoch')::bigint, 0) as epochs
            from sweep_trials t left join runs r on r.id = t.run_id
            left join latest_metrics m on m.run_id = t.run_id and m.name = :metric
            where t.sweep_id = :sweep order by t.number
            """)
        .define("heard", HEARD)
        .bind("sweep", sweep.id())
        .bind("metric", sweep.spec().metric())
        .mapTo(Row.class)
        .list();
  }

  private static List<RungRow> rungs(Handle handle, UUID sweep) {
    return handle
        .createQuery("select trial, rung, value, promoted from sweep_rungs where sweep_id = :sweep")
        .bind("sweep", sweep)
        .mapTo(RungRow.class)
        .list();
  }

  /** What trials were worth when they first reached a rung that they were not compared at. */
  private static List<RungRow> measured(Handle handle, Sweep sweep) {
    return handle
        .createQuery(
            """
            select t.number as trial, (k.rung - 1)::int as rung, p.value, false as promoted
            from sweep_trials t
            join runs r on r.id = t.run_id and <heard>
            cross join unnest(:times) with ordinality as k (time, rung)
            cross join lateral (
              select m.value from metric_series c join metric_points m on m.series = c.id
              where c.run_id = t.run_id and c.name = :metric
                and case when :epochs then m.epoch else m.step end >= k.time
              order by m.step limit 1) p
            where t.sweep_id = :sweep and t.state in ('ACTIVE', 'HELD')
              and not exists (select from sweep_rungs s where s.sweep_id = t.sweep_id
                and s.trial = t.number and s.rung = k.rung - 1)
            """)
        .define("heard", HEARD)
        .bind("sweep", sweep.id())
        .bind("times", sweep.rungs().times().toArray(Long[]::new))
        .bind("metric", sweep.spec().metric())
        .bind("epochs", SweepDraft.inEpochs(sweep.spec()))
        .mapTo(RungRow.class)
        .list();
  }

  /** The parameters of a trial. */
  static Map<String, JsonNode> values(Handle handle, UUID sweep, int trial) {
    return handle
        .createQuery(
            """
            select "values" as trial from sweep_trials where sweep_id = :sweep and number = :trial
            """)
        .bind("sweep", sweep)
        .bind("trial", trial)
        .mapTo(ValuesRow.class)
        .one()
        .trial();
  }

  /** The run of a trial; empty before it has begun. */
  static Optional<UUID> run(Handle handle, UUID sweep, int trial) {
    return handle
        .createQuery(
            """
            select run_id from sweep_trials
            where sweep_id = :sweep and number = :trial and run_id is not null
            """)
        .bind("sweep", sweep)
        .bind("trial", trial)
        .mapTo(UUID.class)
        .findOne();
  }

  /** The runs of trials in a state, in the order of the trials. */
  static List<UUID> runs(Handle handle, UUID sweep, TrialState state) {
    return handle
        .createQuery(
            """
            select run_id from sweep_trials
            where sweep_id = :sweep and state = :state and run_id is not null order by number
            """)
        .bind("sweep", sweep)
        .bind("state", state.name())
        .mapTo(UUID.class)
        .list();
  }

  static void begun(Handle handle, UUID sweep, int trial, UUID run) {
    handle
        .createUpdate(
            """
            update sweep_trials set state = 'ACTIVE', run_id = :run
            where sweep_id = :sweep and number = :trial
            """)
        .bind("sweep", sweep)
        .bind("trial", trial)
        .bind("run", run)
        .execute();
  }

  /**
   * @param reason why, for people; where it is null, the run's counts
   */
  static void state(Handle handle, UUID sweep, int trial, TrialState state, String reason) {
    handle
        .createUpdate(
            """
            update sweep_trials t set state = :state,
              reason = coalesce(:reason, case when :ended then
                (select r.reason from runs r where r.id = t.run_id) end),
              ended_at = case when :ended then now() end
            where sweep_id = :sweep and number = :trial
            """)
        .bind("sweep", sweep)
        .bind("trial", trial)
        .bind("state", state.name())
        .bind("reason", reason)
        .bind("ended", state.ended())
        .execute();
  }

  /** Ends every trial that has not ended. */
  static void cancelAll(Handle handle, UUID sweep, String reason) {
    handle
        .createUpdate(
            """
            update sweep_trials set state = 'CANCELLED', reason = :reason, ended_at = now()
            where sweep_id = :sweep and state in ('WAITING', 'ACTIVE', 'HELD')
            """)
        .bind("sweep", sweep)
        .bind("reason", reason)
        .execute();
  }

  static void record(Handle handle, UUID sweep, Plan.Comparison record) {
    handle
        .createUpdate(
            """
            insert into sweep_rungs (sweep_id, trial, rung, value)
            values (:sweep, :trial, :rung, :value) on conflict do nothing
            """)
        .bind("sweep", sweep)
        .bind("trial", record.trial())
        .bind("rung", record.rung())
        .bind("value", record.value())
        .execute();
  }

  static void promote(Handle handle, UUID sweep, Plan.Step step) {
    handle
        .createUpdate(
            """
            update sweep_rungs set promoted = true
            where sweep_id = :sweep and trial = :trial and rung = :rung
            """)
        .bind("sweep", sweep)
        .bind("trial", step.trial())
        .bind("rung", step.rung())
        .execute();
  }

  /** How many trials stand where, by their state. */
  static Map<String, Integer> counts(Handle handle, UUID sweep) {
    var counts = new TreeMap<String, Integer>();
    handle
        .createQuery(
            "select state, count(*) as n from sweep_trials where sweep_id = :sweep group by state")
        .bind("sweep", sweep)
        .map((row, context) -> counts.put(row.getString("state"), row.getInt("n")))
        .forEach(before -> {});
    return counts;
  }
}
