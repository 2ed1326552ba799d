package dev.pharos.contracts.inspection;

import dev.pharos.contracts.MessageType;

/**
 * Asks to look into a trained network. The event's id is the command's id: sent twice, it makes one
 * inspection. What was looked at before is answered with the inspection that did.
 *
 * @param inspection what is to be looked at
 */
@MessageType(name = "inspection.request", version = 1)
public record RequestInspection(InspectionSpec inspection) implements InspectionCommand {}
