package dev.pharos.contracts.inspection;

import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.UUID;

/**
 * An inspection could not be done.
 *
 * @param inspection the inspection
 * @param worker who tried
 * @param reason why not, in a sentence
 * @param at when
 */
@MessageType(name = "inspection.failed", version = 1)
public record InspectionFailed(UUID inspection, String worker, String reason, Instant at)
    implements InspectionEvent {}
