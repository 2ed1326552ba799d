package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.util.UUID;

/**
 * Asks for a run to be set aside: its worker writes a checkpoint and lets go, and it stays out of
 * the queue until it is resumed.
 *
 * @param run the run
 * @param reason why, for people; may be null
 */
@MessageType(name = "job.pause", version = 1)
public record PauseRun(UUID run, String reason) implements JobCommand {}
