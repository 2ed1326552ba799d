package dev.pharos.registry.scheduling;

import dev.pharos.contracts.job.Otherwise;
import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.lifecycle.RunLife;
import dev.pharos.registry.placement.Demand;
import dev.pharos.registry.placement.Gates;
import dev.pharos.registry.placement.HeldRun;
import dev.pharos.registry.placement.WaitingRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A run as the database of a simulation holds it. */
final class SimulatedRun {
  final UUID id;
  final String team;
  final int priority;
  final long place;
  final Instant createdAt;
  final Optional<Instant> startAfter;
  final List<SimulatedRun> awaited;
  final Otherwise otherwise;
  final Demand demand;
  final boolean preemptible;

  /** Milliseconds that training takes. */
  final long work;

  RunLife life;
  Instant notBefore;
  Instant queuedAt;
  Instant offeredAt;
  Instant assignedAt;
  Optional<Instant> stopAskedAt = Optional.empty();
  Optional<String> lastWorker = Optional.empty();

  /** Milliseconds of training that are kept. */
  long checkpoint;

  int results;
  int badEnds;

  SimulatedRun(
      UUID id,
      String team,
      int priority,
      long place,
      Instant createdAt,
      Optional<Instant> startAfter,
      List<SimulatedRun> awaited,
      Otherwise otherwise,
      Demand demand,
      boolean preemptible,
      long work,
      int maxAttempts) {
    this.id = id;
    this.team = team;
    this.priority = priority;
    this.place = place;
    this.createdAt = createdAt;
    this.startAfter = startAfter;
    this.awaited = awaited;
    this.otherwise = otherwise;
    this.demand = demand;
    this.preemptible = preemptible;
    this.work = work;
    this.life = RunLife.queued(id, maxAttempts);
    this.notBefore = createdAt;
    this.queuedAt = createdAt;
  }

  RunState state() {
    return life.state();
  }

  WaitingRun waiting() {
    return new WaitingRun(id, team, priority, place, since(), gates(), demand, lastWorker);
  }

  Gates gates() {
    return new Gates(
        startAfter,
        notBefore,
        awaited.stream().map(run -> new Gates.Awaited(run.id, run.state())).toList(),
        otherwise);
  }

  Instant since() {
    return startAfter.filter(time -> time.isAfter(queuedAt)).orElse(queuedAt);
  }

  HeldRun held() {
    return new HeldRun(
        id,
        life.attempt(),
        team,
        priority,
        since(),
        life.worker().orElseThrow(),
        demand,
        assignedAt,
        preemptible && state() == RunState.RUNNING,
        life.wish().isPresent());
  }
}
