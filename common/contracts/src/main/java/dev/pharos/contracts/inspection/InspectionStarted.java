package dev.pharos.contracts.inspection;

import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.UUID;

/**
 * A worker has begun. Said again where another goes on for one that was lost.
 *
 * @param inspection the inspection
 * @param worker the worker
 * @param at when
 */
@MessageType(name = "inspection.started", version = 1)
public record InspectionStarted(UUID inspection, String worker, Instant at)
    implements InspectionEvent {}
