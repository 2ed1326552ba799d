package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.util.UUID;

/**
 * Asks for a paused sweep and its trials to go on.
 *
 * @param sweep the sweep
 */
@MessageType(name = "sweep.resume", version = 1)
public record ResumeSweep(UUID sweep) implements JobCommand {}
