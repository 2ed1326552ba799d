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
 * @param preemptions runs that are to make room for more urgent ones
 * @param broken runs that wait for what will not come
 * @param waiting why each other run gets none, for people; runs that back off are left out
 * @param wakeAt when the first run may go on that waits for a time; empty if none does
 */
public record Plan(
    List<Placement> placements,
    List<Preemption> preemptions,
    List<Broken> broken,
    Map<UUID, String> waiting,
    Optional<Instant> wakeAt) {

  /**
   * A run that is to make room.
   *
   * @param run its id
   * @param attempt its attempt
   * @param reason for whom, for people
   */
  public record Preemption(UUID run, int attempt, String reason) {}

  /**
   * A run that waits for one that ended without success.
   *
   * @param run its id
   * @param fails whether it fails, or is skipped
   * @param reason which one, for people
   */
  public record Broken(UUID run, boolean fails, String reason) {}

  public Plan {
    placements = List.copyOf(placements);
    preemptions = List.copyOf(preemptions);
    broken = List.copyOf(broken);
    waiting = Map.copyOf(waiting);
  }
}
