package dev.pharos.registry.placement;

import java.util.List;

/**
 * Everything that the scheduler looks at.
 *
 * @param waiting every run in the queue
 * @param held every run that a worker holds
 * @param workers every worker that takes work
 * @param teams the teams; one that is not here has one share and no limit
 */
public record Situation(
    List<WaitingRun> waiting, List<HeldRun> held, List<AvailableWorker> workers, List<Team> teams) {
  public Situation {
    waiting = List.copyOf(waiting);
    held = List.copyOf(held);
    workers = List.copyOf(workers);
    teams = List.copyOf(teams);
  }
}
