package dev.pharos.contracts.inspection;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An inspection is done; its results are in the artifact store.
 *
 * @param inspection the inspection
 * @param worker who did it
 * @param results what it gave
 * @param at when
 */
@MessageType(name = "inspection.succeeded", version = 1)
public record InspectionSucceeded(UUID inspection, String worker, List<Result> results, Instant at)
    implements InspectionEvent {
  public InspectionSucceeded {
    results = List.copyOf(results);
  }

  /**
   * A file.
   *
   * @param name a file name, such as {@code occlusion.png}
   * @param mediaType such as {@code image/png}
   * @param artifact its bytes
   */
  public record Result(String name, String mediaType, ArtifactRef artifact) {}
}
