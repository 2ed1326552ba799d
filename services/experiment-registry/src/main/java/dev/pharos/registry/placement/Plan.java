package dev.pharos.registry.placement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the scheduler would do now.
 *
 * @param placements runs that get a worker, in the order of service
 * @param waiting why each other run that could go on gets none, for people
 * @param wakeAt when the first run that backs off may go on; empty if none does
 */
public record Plan(
    List<Placement> placements, Map<UUID, String> waiting, Optional<Instant> wakeAt) {
  public Plan {
    placements = List.copyOf(placements);
    waiting = Map.copyOf(waiting);
  }
}
