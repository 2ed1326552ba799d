package dev.pharos.registry.scheduling;

import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.registry.lifecycle.RunEvent.DependencyBroken;
import dev.pharos.registry.lifecycle.RunEvent.Placed;
import dev.pharos.registry.lifecycle.RunEvent.Preempted;
import dev.pharos.registry.placement.AvailableWorker;
import dev.pharos.registry.placement.Scheduler;
import dev.pharos.registry.placement.Situation;
import dev.pharos.registry.placement.Team;
import dev.pharos.registry.scheduling.HeldAttempt.Presence;
import dev.pharos.registry.scheduling.SchedulingStore.Stray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One look of the registry that schedules: what SchedulingPass does, over simulated tables. */
final class SimulatedPass {
  private static final Comparator<ActiveAttempt> BY_RUN =
      Comparator.comparing(ActiveAttempt::run).thenComparingInt(ActiveAttempt::attempt);

  private final Agenda agenda;
  private final SimulatedRegistry registry;
  private final Map<String, AvailableWorker> fleet;
  private final List<Team> teams;
  private final Patience patience;
  private final Watchdog watchdog;
  private final Scheduler scheduler;
  private final Invariants invariants;
  private final Stopwatches<HeldAttempt.Key> missing = new Stopwatches<>();
  private final Stopwatches<Stray> strays = new Stopwatches<>();

  SimulatedPass(
      Agenda agenda,
      SimulatedRegistry registry,
      Map<String, AvailableWorker> fleet,
      List<Team> teams,
      Patience patience,
      Scheduler scheduler,
      Invariants invariants) {
    this.agenda = agenda;
    this.registry = registry;
    this.fleet = fleet;
    this.teams = teams;
    this.patience = patience;
    this.watchdog = new Watchdog(patience);
    this.scheduler = scheduler;
    this.invariants = invariants;
  }

  void run() {
    watch();
    stopStrays();
    var situation = situation();
    var plan = scheduler.plan(situation, agenda.now());
    invariants.checkPlan(situation, plan, agenda.now());
    plan.broken()
        .forEach(
            broken ->
                registry.happen(
                    broken.run(), new DependencyBroken(broken.reason(), broken.fails())));
    plan.preemptions()
        .forEach(
            preemption ->
                registry.happen(
                    preemption.run(), new Preempted(preemption.attempt(), preemption.reason())));
    plan.placements()
        .forEach(placement -> registry.happen(placement.run(), new Placed(placement.worker())));
  }

  private void watch() {
    var held = held();
    long nanos = agenda.millis() * 1_000_000;
    missing.retain(
        held.stream()
            .filter(HeldAttempt::workerIsAlive)
            .filter(attempt -> attempt.state() == RunState.RUNNING && !attempt.listed())
            .map(HeldAttempt::key)
            .toList(),
        nanos);
    for (var attempt : held) {
      watchdog
          .judge(attempt, missing.time(attempt.key(), nanos))
          .ifPresent(event -> registry.happen(attempt.run(), event));
    }
  }

  private List<HeldAttempt> held() {
    var held = new ArrayList<HeldAttempt>();
    for (var run : registry.runs().values()) {
      if (run.life.held()) {
        var worker = run.life.worker().orElseThrow();
        var heard = registry.workers().get(worker);
        var silent = heard == null ? Duration.ZERO : since(heard.at());
        held.add(
            new HeldAttempt(
                run.id,
                run.life.attempt(),
                run.state(),
                worker,
                silent.compareTo(patience.workerLease()) > 0 ? Presence.LOST : Presence.READY,
                silent,
                heard != null && heard.active().contains(key(run)),
                Duration.between(run.offeredAt, agenda.now()),
                run.stopAskedAt.map(asked -> Duration.between(asked, agenda.now()))));
      }
    }
    return held;
  }

  private static ActiveAttempt key(SimulatedRun run) {
    return new ActiveAttempt(run.id, run.life.attempt());
  }

  private void stopStrays() {
    var found = new ArrayList<Stray>();
    registry
        .workers()
        .forEach(
            (id, heard) ->
                heard.active().stream()
                    .sorted(BY_RUN)
                    .forEach(
                        key -> {
                          var life = registry.runs().get(key.run()).life;
                          if (!life.held() || life.attempt() != key.attempt()) {
                            found.add(new Stray(id, key.run(), key.attempt()));
                          }
                        }));
    long nanos = agenda.millis() * 1_000_000;
    for (var stray : found) {
      if (strays.lap(stray, patience.settleTime(), nanos)) {
        registry.toWorker(
            stray.worker(),
            worker -> worker.stop(stray.run(), stray.attempt(), StopReason.RELEASE));
      }
    }
    strays.retain(found, nanos);
  }

  Situation situation() {
    var waiting =
        registry.runs().values().stream()
            .filter(run -> run.state() == RunState.QUEUED)
            .map(SimulatedRun::waiting)
            .toList();
    var held =
        registry.runs().values().stream()
            .filter(run -> run.life.held())
            .map(SimulatedRun::held)
            .toList();
    return new Situation(waiting, held, available(), teams);
  }

  /** What a worker holds by our books or by its own word takes its slots. */
  private List<AvailableWorker> available() {
    var taken = new LinkedHashMap<String, Set<ActiveAttempt>>();
    registry.workers().forEach((id, heard) -> taken.put(id, new LinkedHashSet<>(heard.active())));
    for (var run : registry.runs().values()) {
      if (run.life.held()) {
        taken
            .computeIfAbsent(run.life.worker().orElseThrow(), id -> new LinkedHashSet<>())
            .add(key(run));
      }
    }
    var available = new ArrayList<AvailableWorker>();
    for (var entry : registry.workers().entrySet()) {
      if (since(entry.getValue().at()).compareTo(patience.workerLease()) <= 0) {
        var demands =
            taken.get(entry.getKey()).stream()
                .map(key -> Optional.ofNullable(registry.runs().get(key.run())).orElseThrow())
                .map(run -> run.demand)
                .toList();
        var worker = fleet.get(entry.getKey());
        int slots = demands.stream().mapToInt(demand -> demand.devices()).sum();
        long bytes = demands.stream().mapToLong(demand -> demand.memoryBytes()).sum();
        available.add(
            new AvailableWorker(
                worker.id(),
                worker.device(),
                worker.slots(),
                Math.max(0, worker.slots() - slots),
                worker.memoryBytes(),
                worker.memoryBytes() - bytes,
                worker.labels()));
      }
    }
    return available;
  }

  private Duration since(long millis) {
    return Duration.ofMillis(agenda.millis() - millis);
  }
}
