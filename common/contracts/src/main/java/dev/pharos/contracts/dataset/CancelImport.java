package dev.pharos.contracts.dataset;

import dev.pharos.contracts.MessageType;
import java.util.UUID;

/**
 * Asks for an import to end.
 *
 * @param importId the import
 */
@MessageType(name = "dataset.cancel-import", version = 1)
public record CancelImport(UUID importId) implements DatasetCommand {}
