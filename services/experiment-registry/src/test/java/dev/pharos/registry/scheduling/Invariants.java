package dev.pharos.registry.scheduling;

import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.placement.AvailableWorker;
import dev.pharos.registry.placement.Demand;
import dev.pharos.registry.placement.Plan;
import dev.pharos.registry.placement.Policy;
import dev.pharos.registry.placement.Situation;
import dev.pharos.registry.placement.Team;
import dev.pharos.registry.placement.WaitingRun;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold of every plan, judged without the scheduler's own means. */
final class Invariants {
  private final SimulatedRegistry registry;
  private final Policy policy;
  private final Duration longestWait;
  private final Map<UUID, Instant> waitingSince = new HashMap<>();

  /**
   * @param longestWait a run that could be served has a worker by then
   */
  Invariants(SimulatedRegistry registry, Policy policy, Duration longestWait) {
    this.registry = registry;
    this.policy = policy;
    this.longestWait = longestWait;
  }

  void checkPlan(Situation situation, Plan plan, Instant now) {
    var waiting =
        situation.waiting().stream()
            .collect(Collectors.toMap(WaitingRun::run, Function.identity()));
    checkWorkers(situation, plan, waiting);
    checkTeams(situation, plan, waiting);
    checkGates(plan, waiting, now);
    checkPriorities(plan, waiting, situation, now);
    checkPreemptions(plan, situation, now);
    checkStarvation(plan, waiting, situation, now);
  }

  /** Nobody is given what it has not. */
  private void checkWorkers(Situation situation, Plan plan, Map<UUID, WaitingRun> waiting) {
    var workers =
        situation.workers().stream()
            .collect(Collectors.toMap(AvailableWorker::id, Function.identity()));
    var slots = new HashMap<String, Integer>();
    var bytes = new HashMap<String, Long>();
    var seen = new HashSet<UUID>();
    for (var placement : plan.placements()) {
      var run = waiting.get(placement.run());
      var worker = workers.get(placement.worker());
      registry.check(seen.add(placement.run()), "%s is placed twice", placement);
      registry.check(suits(run.demand(), worker), "%s does not suit %s", worker, run);
      int used = slots.merge(worker.id(), run.demand().devices(), Integer::sum);
      long taken = bytes.merge(worker.id(), run.demand().memoryBytes(), Long::sum);
      registry.check(used <= worker.freeSlots(), "%s gets more than its slots", worker);
      registry.check(taken <= worker.freeBytes(), "%s gets more than its memory", worker);
    }
  }

  private static boolean suits(Demand demand, AvailableWorker worker) {
    var named = demand.device().name();
    return (named.equals("AUTO") || named.equals(worker.device().name()))
        && demand.devices() <= worker.slots()
        && demand.memoryBytes() <= worker.memoryBytes()
        && worker.labels().entrySet().containsAll(demand.labels().entrySet());
  }

  /** No team holds more than it may. */
  private void checkTeams(Situation situation, Plan plan, Map<UUID, WaitingRun> waiting) {
    var devices = new HashMap<String, Integer>();
    situation
        .held()
        .forEach(run -> devices.merge(run.team(), run.demand().devices(), Integer::sum));
    plan.placements().stream()
        .map(placement -> waiting.get(placement.run()))
        .forEach(run -> devices.merge(run.team(), run.demand().devices(), Integer::sum));
    for (Team team : situation.teams()) {
      int has = devices.getOrDefault(team.name(), 0);
      registry.check(
          team.maxDevices().isEmpty() || has <= team.maxDevices().getAsInt(),
          "%s has %d devices",
          team,
          has);
    }
  }

  /** Nobody starts before its time, or before those that it waits for. */
  private void checkGates(Plan plan, Map<UUID, WaitingRun> waiting, Instant now) {
    for (var placement : plan.placements()) {
      var gates = waiting.get(placement.run()).gates();
      registry.check(!gates.notBefore().isAfter(now), "%s backs off", placement);
      registry.check(
          gates.startAfter().map(time -> !time.isAfter(now)).orElse(true),
          "%s starts too early",
          placement);
      for (var awaited : gates.runs()) {
        var state = awaited.state();
        registry.check(
            state == RunState.SUCCEEDED
                || (state.ended() && gates.otherwise().name().equals("START")),
            "%s is placed before %s",
            placement,
            awaited);
      }
    }
  }

  /** Of two that ask for the same, the more urgent is not left behind by the other. */
  private void checkPriorities(
      Plan plan, Map<UUID, WaitingRun> waiting, Situation situation, Instant now) {
    var lowest = new HashMap<Demand, WaitingRun>();
    for (var placement : plan.placements()) {
      var run = waiting.get(placement.run());
      lowest.merge(run.demand(), run, (a, b) -> level(a, now) >= level(b, now) ? a : b);
    }
    var unlimited =
        situation.teams().stream()
            .filter(team -> team.maxDevices().isEmpty())
            .map(Team::name)
            .collect(Collectors.toSet());
    for (var left : plan.waiting().keySet()) {
      var run = waiting.get(left);
      var served = lowest.get(run.demand());
      registry.check(
          served == null
              || level(served, now) <= level(run, now)
              || !unlimited.contains(run.team())
              || !isOpen(run, now),
          "%s is served before %s",
          served,
          run);
    }
  }

  /** Only who is much less urgent makes room, and only once. */
  private void checkPreemptions(Plan plan, Situation situation, Instant now) {
    for (var preemption : plan.preemptions()) {
      var victim =
          situation.held().stream()
              .filter(run -> run.run().equals(preemption.run()))
              .findFirst()
              .orElseThrow();
      registry.check(victim.movable() && !victim.leaving(), "%s is pushed", victim);
      registry.check(victim.attempt() == preemption.attempt(), "%s of another attempt", preemption);
      var urgent =
          situation.waiting().stream()
              .anyMatch(run -> victim.priority() - run.priority() >= policy.preemptionGap());
      registry.check(urgent, "nobody is much more urgent than %s", victim);
      registry.check(
          Duration.between(victim.heldSince(), now).compareTo(policy.undisturbed()) >= 0,
          "%s is pushed too early",
          victim);
    }
  }

  private void checkStarvation(
      Plan plan, Map<UUID, WaitingRun> waiting, Situation situation, Instant now) {
    waitingSince.keySet().retainAll(plan.waiting().keySet());
    for (var left : plan.waiting().keySet()) {
      var run = waiting.get(left);
      if (!isOpen(run, now)) {
        waitingSince.remove(left);
        continue;
      }
      var since = waitingSince.computeIfAbsent(left, first -> now);
      registry.check(
          Duration.between(since, now).compareTo(longestWait) < 0
              || situation.workers().stream().noneMatch(worker -> suits(run.demand(), worker)),
          "%s starves: %s",
          run,
          plan.waiting().get(left));
    }
  }

  private static boolean isOpen(WaitingRun run, Instant now) {
    return !run.gates().notBefore().isAfter(now)
        && run.gates().startAfter().map(time -> !time.isAfter(now)).orElse(true)
        && run.gates().runs().stream().allMatch(awaited -> awaited.state().ended());
  }

  private long level(WaitingRun run, Instant now) {
    long steps = Duration.between(run.since(), now).toMillis() / policy.aging().toMillis();
    return Math.max(1, run.priority() - Math.max(0, steps));
  }
}
