package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.util.UUID;

/**
 * Asks for a sweep and its trials to be set aside: workers write checkpoints and let go.
 *
 * @param sweep the sweep
 * @param reason why, for people; may be null
 */
@MessageType(name = "sweep.pause", version = 1)
public record PauseSweep(UUID sweep, String reason) implements JobCommand {}
