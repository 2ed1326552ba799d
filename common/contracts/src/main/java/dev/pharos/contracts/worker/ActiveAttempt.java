package dev.pharos.contracts.worker;

import java.util.UUID;

/**
 * An attempt that a worker holds.
 *
 * @param run the run
 * @param attempt its attempt
 */
public record ActiveAttempt(UUID run, int attempt) {}
