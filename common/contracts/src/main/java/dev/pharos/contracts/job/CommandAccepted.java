package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.util.UUID;

/**
 * A command was taken and will be carried out.
 *
 * @param command id of the command's event
 * @param run the run that it made or concerns
 */
@MessageType(name = "command.accepted", version = 1)
public record CommandAccepted(String command, UUID run) implements JobEvent {}
