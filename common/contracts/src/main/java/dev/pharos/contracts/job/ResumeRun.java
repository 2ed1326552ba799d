package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.util.UUID;

/**
 * Asks for a paused run to queue again; it goes on from its checkpoint.
 *
 * @param run the run
 */
@MessageType(name = "job.resume", version = 1)
public record ResumeRun(UUID run) implements JobCommand {}
