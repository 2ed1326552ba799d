package dev.pharos.registry.placement;

import dev.pharos.registry.placement.Plan.Preemption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Serves one run after the other during a plan. Room only becomes less, so that a demand for which
 * there was none is not looked for again.
 */
final class Serving {
  private static final Comparator<Room> MOST_FREE =
      Comparator.comparingInt(Room::slots)
          .thenComparingLong(Room::bytes)
          .reversed()
          .thenComparing(room -> room.worker().id());

  private final Policy policy;
  private final Shares shares;
  private final Instant now;
  private final List<AvailableWorker> workers;
  private final List<Room> rooms;
  private final Preempting preempting;
  private final List<Placement> placements = new ArrayList<>();
  private final List<Preemption> preemptions = new ArrayList<>();
  private final Set<Demand> full = new HashSet<>();
  private final Set<Demand> nothingToReserve = new HashSet<>();

  /** Teams of which a run that waited for long is next, as soon as their limit allows it. */
  private final Set<String> waitsForTeam = new HashSet<>();

  private final Map<Demand, String> reasons = new HashMap<>();

  Serving(Policy policy, Situation situation, Shares shares, Instant now) {
    this.policy = policy;
    this.shares = shares;
    this.now = now;
    this.workers = situation.workers();
    this.rooms = List.copyOf(Scheduler.rooms(situation).values());
    this.preempting = new Preempting(policy, rooms, now);
  }

  List<Placement> placements() {
    return placements;
  }

  List<Preemption> preemptions() {
    return preemptions;
  }

  /**
   * Gives a run to a worker, or sees to it that there will be room.
   *
   * @return why it waits, for people; empty if it has a worker
   */
  Optional<String> serve(WaitingRun run) {
    var demand = run.demand();
    if (waitsForTeam.contains(run.team()) || shares.exceeds(run.team(), demand.devices())) {
      if (hasWaitedLong(run) && shares.allows(run.team(), demand.devices())) {
        waitsForTeam.add(run.team());
      }
      return Optional.of(WaitingReason.ofLimit(shares, run));
    }
    var best = full.contains(demand) ? Optional.<Room>empty() : best(run);
    if (best.isPresent()) {
      give(best.get(), run);
      placements.add(new Placement(run.run(), best.get().worker().id()));
      return Optional.empty();
    }
    full.add(demand);
    var promised = preempting.roomFor(run, preemptions);
    if (promised.isPresent()) {
      give(promised.get(), run);
      return Optional.of(
          "waits for worker %s, which makes room for it".formatted(promised.get().worker().id()));
    }
    reserve(run);
    return Optional.of(
        reasons.computeIfAbsent(demand, wanted -> WaitingReason.of(wanted, workers, rooms)));
  }

  private void give(Room room, WaitingRun run) {
    room.take(run.demand());
    shares.take(run.team(), run.demand().devices());
  }

  /** Among those that suit best, the one with the most free slots. */
  private Optional<Room> best(WaitingRun run) {
    Room best = null;
    int least = Integer.MAX_VALUE;
    for (var room : rooms) {
      if (room.fits(run.demand())) {
        int cost = Fit.cost(run, room.worker());
        if (cost < least || (cost == least && MOST_FREE.compare(room, best) < 0)) {
          best = room;
          least = cost;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** Keeps those behind from taking, bit by bit, the room for which a large run waits. */
  private void reserve(WaitingRun run) {
    if (!hasWaitedLong(run) || nothingToReserve.contains(run.demand())) {
      return;
    }
    rooms.stream()
        .filter(room -> room.slots() > 0 && Fit.suits(run.demand(), room.worker()))
        .min(MOST_FREE)
        .ifPresentOrElse(room -> room.take(run.demand()), () -> nothingToReserve.add(run.demand()));
  }

  private boolean hasWaitedLong(WaitingRun run) {
    return Duration.between(run.since(), now).compareTo(policy.reserveAfter()) >= 0;
  }
}
