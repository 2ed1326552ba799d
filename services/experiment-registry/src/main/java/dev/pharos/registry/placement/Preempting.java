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
  /** The least urgent first, then who has trained for the shortest time. */
  private static final Comparator<HeldRun> LEAST_LOSS =
      Comparator.comparingInt(HeldRun::priority)
          .thenComparing(HeldRun::heldSince)
          .reversed()
          .thenComparing(HeldRun::run);

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
    var offer =
        rooms.stream()
            .flatMap(room -> offer(room, run).stream())
            .min(
                Comparator.<Offer>comparingInt(found -> found.leaving().size())
                    .thenComparing(Comparator.comparingInt(Offer::priority).reversed())
                    .thenComparing(found -> found.room().worker().id()));
    if (offer.isEmpty()) {
      inVain.put(run.demand(), run.priority());
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

  private Optional<Offer> offer(Room room, WaitingRun run) {
    var demand = run.demand();
    if (!Fit.suits(demand, room.worker())) {
      return Optional.empty();
    }
    var leaving = new ArrayList<HeldRun>();
    int slots = 0;
    long bytes = 0;
    if (room.fitsSoon(demand, slots, bytes)) {
      return Optional.of(new Offer(room, leaving));
    }
    for (var victim : room.held().stream().sorted(LEAST_LOSS).toList()) {
      if (yields(victim, run)) {
        leaving.add(victim);
        slots += victim.demand().devices();
        bytes += victim.demand().memoryBytes();
        if (room.fitsSoon(demand, slots, bytes)) {
          return Optional.of(new Offer(room, leaving));
        }
      }
    }
    return Optional.empty();
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
