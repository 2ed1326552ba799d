package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;

/**
 * Asks for a sweep. The event's id is the command's id: sent twice, it makes one sweep.
 *
 * @param sweep what to search
 */
@MessageType(name = "sweep.submit", version = 1)
public record SubmitSweep(SweepSpec sweep) implements JobCommand {}
