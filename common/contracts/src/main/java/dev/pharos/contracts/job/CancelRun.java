package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.util.UUID;

/**
 * Asks for a run to end.
 *
 * @param run the run
 * @param reason why, for people; may be null
 */
@MessageType(name = "job.cancel", version = 1)
public record CancelRun(UUID run, String reason) implements JobCommand {}
