package dev.pharos.contracts.worker;

import dev.pharos.contracts.MessageType;
import dev.pharos.contracts.job.StopReason;
import java.util.UUID;

/**
 * An attempt is to stop.
 *
 * @param worker who runs it
 * @param run the run
 * @param attempt the attempt
 * @param reason why
 */
@MessageType(name = "attempt.stop", version = 1)
public record StopAttempt(String worker, UUID run, int attempt, StopReason reason)
    implements Assignment {}
