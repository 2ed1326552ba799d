package dev.pharos.contracts.inspection;

import dev.pharos.contracts.MessageType;
import java.util.UUID;

/**
 * A request was taken.
 *
 * @param command id of the command's event
 * @param inspection the inspection that it made, or that was made before
 * @param cached true where the same was asked for before
 */
@MessageType(name = "inspection.accepted", version = 1)
public record InspectionAccepted(String command, UUID inspection, boolean cached)
    implements InspectionEvent {}
