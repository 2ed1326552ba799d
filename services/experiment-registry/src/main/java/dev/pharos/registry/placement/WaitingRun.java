package dev.pharos.registry.placement;

import dev.pharos.contracts.job.Device;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run that waits for a worker.
 *
 * @param run its id
 * @param team whose it is
 * @param priority 1 (first) to 99
 * @param createdAt when it was submitted
 * @param notBefore until when it waits after a failure
 * @param device where it may run
 * @param memoryBytes memory that training takes; 0 where it is not known
 * @param lastWorker who held its last attempt; another one is tried first
 */
public record WaitingRun(
    UUID run,
    String team,
    int priority,
    Instant createdAt,
    Instant notBefore,
    Device device,
    long memoryBytes,
    Optional<String> lastWorker) {}
