package dev.pharos.registry.placement;

import dev.pharos.registry.placement.Plan.Preemption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds room for urgent runs among what is trained. */
final class Preempting {
  /** In one plan; the next goes on when these have left. */
  private static final int MOST_PUSHED = 100;

  private final Policy policy;
  private final Collection<Room> rooms;
  private final Instant now;

  /** The most urgent priority that found nobody to push, by what was asked. */
  private final Map<Demand, Integer> inVain = new HashMap<>();

  private record Offer(Room room, List<HeldRun> leaving) {
    int priority() {
      return leaving.stream().mapToInt(HeldRun::priority).min().orElse(Integer.MAX_VALUE);
    }
  }

  private static final Comparator<Offer> CHEAPEST =
      Comparator.<Offer>comparingInt(offer -> offer.leaving().size())
          .thenComparing(Comparator.comparingInt(Offer::priority).reversed())
          .thenComparing(offer -> offer.room().worker().id());

  Preempting(Policy policy, Collection<Room> rooms, Instant now) {
    this.policy = policy;
    this.rooms = rooms;
    this.now = now;
  }

  /**
   * The worker that will have room: because somebody leaves it already, or is asked to now.
   *
   * @param preemptions gets who is asked
   */
  Optional<Room> roomFor(WaitingRun run, List<Preemption> preemptions) {
    if (inVain.getOrDefault(run.demand(), Integer.MAX_VALUE) <= run.priority()) {
      return Optional.empty();
    }
    boolean mayPush = preemptions.size() < MOST_PUSHED;
    var offer = best(run, mayPush);
    if (offer.isEmpty()) {
      inVain.put(run.demand(), mayPush ? run.priority() : 0);
      return Optional.empty();
    }
    for (var victim : offer.get().leaving()) {
      offer.get().room().comes(victim);
      preemptions.add(
          new Preemption(
              victim.run(),
              victim.attempt(),
              "made room for run %s of priority %d".formatted(run.run(), run.priority())));
    }
    return Optional.of(offer.get().room());
  }

  private Optional<Offer> best(WaitingRun run, boolean mayPush) {
    Offer best = null;
    for (var room : rooms) {
      var offer = offer(room, run, mayPush);
      if (offer != null && (best == null || CHEAPEST.compare(offer, best) < 0)) {
        best = offer;
      }
    }
    return Optional.ofNullable(best);
  }

  /** What a worker can do for a run; null for nothing. */
  private Offer offer(Room room, WaitingRun run, boolean mayPush) {
    var demand = run.demand();
    if (room.fitsSoon(demand, 0, 0)) {
      return new Offer(room, List.of());
    }
    if (!mayPush
        || room.leastUrgent() - run.priority() < policy.preemptionGap()
        || !Fit.suits(demand, room.worker())) {
      return null;
    }
    var leaving = new ArrayList<HeldRun>();
    int slots = 0;
    long bytes = 0;
    for (var victim : room.held()) {
      if (yields(victim, run)) {
        leaving.add(victim);
        slots += victim.demand().devices();
        bytes += victim.demand().memoryBytes();
        if (room.fitsSoon(demand, slots, bytes)) {
          return new Offer(room, leaving);
        }
      }
    }
    return null;
  }

  private boolean yields(HeldRun victim, WaitingRun run) {
    int gap = policy.preemptionGap();
    return victim.movable()
        && Duration.between(victim.heldSince(), now).compareTo(policy.undisturbed()) >= 0
        && victim.priority() - run.priority() >= gap
        // Who waited for long before it was served is not sent back by everyone who comes.
        && victim.level(now, policy.aging()) - run.level(now, policy.aging()) >= gap;
  }
}
