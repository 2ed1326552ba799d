package dev.pharos.contracts.dataset;

import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An import ended without a data set; nothing of it is left.
 *
 * @param importId the import
 * @param name the data set
 * @param reason why, in a sentence
 * @param cancelled true if somebody asked for it
 * @param badFiles the first files that could not be read, with the reason
 * @param at when
 */
@MessageType(name = "dataset.import-failed", version = 1)
public record ImportFailed(
    UUID importId,
    String name,
    String reason,
    boolean cancelled,
    List<BadFile> badFiles,
    Instant at)
    implements DatasetEvent {
  public ImportFailed {
    badFiles = badFiles == null ? List.of() : List.copyOf(badFiles);
  }
}
