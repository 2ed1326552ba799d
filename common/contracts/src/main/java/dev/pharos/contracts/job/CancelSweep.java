package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.util.UUID;

/**
 * Asks for a sweep and its trials to end.
 *
 * @param sweep the sweep
 * @param reason why, for people; may be null
 */
@MessageType(name = "sweep.cancel", version = 1)
public record CancelSweep(UUID sweep, String reason) implements JobCommand {}
