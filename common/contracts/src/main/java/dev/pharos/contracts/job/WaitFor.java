package dev.pharos.contracts.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a job waits for before it queues.
 *
 * @param time it starts no earlier; at once
 * @param runs they must have succeeded; none
 * @param otherwise what becomes of it when one of them has not; {@code skip}
 */
public record WaitFor(Instant time, List<UUID> runs, Otherwise otherwise) {
  /** Nothing. */
  public static final WaitFor NOTHING = new WaitFor(null, null, null);

  public WaitFor {
    runs = runs == null ? List.of() : List.copyOf(runs);
    otherwise = otherwise == null ? Otherwise.SKIP : otherwise;
  }

  /** The same with other runs. */
  public WaitFor withRuns(List<UUID> others) {
    return new WaitFor(time, others, otherwise);
  }
}
