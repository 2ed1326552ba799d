package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.util.UUID;

/**
 * Asks for a run to end.
 *
 * @param run the run
 * @param reason why, for people; may be null
 * @param force whether to end it without waiting for its worker; null like false
 */
@MessageType(name = "job.cancel", version = 1)
public record CancelRun(UUID run, String reason, Boolean force) implements JobCommand {
  /** Lets the worker stop first. */
  public CancelRun(UUID run, String reason) {
    this(run, reason, null);
  }

  /** Whether to end it without waiting for its worker. */
  public boolean forced() {
    return Boolean.TRUE.equals(force);
  }
}
