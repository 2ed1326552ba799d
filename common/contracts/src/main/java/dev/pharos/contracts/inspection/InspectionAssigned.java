package dev.pharos.contracts.inspection;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.MessageType;
import dev.pharos.contracts.job.Normalisation;
import java.util.List;
import java.util.UUID;

/**
 * An inspection for whichever worker takes it. Every name is resolved to bytes: doing it twice
 * gives the same.
 *
 * @param inspection the inspection
 * @param spec what is to be looked at
 * @param model the model's bytes; none for an evolution
 * @param checkpoints a run's checkpoints, by step, for an evolution
 * @param normalisation how the run's images were normalised, for an evolution
 * @param dataset the data set's bytes
 */
@MessageType(name = "inspection.assigned", version = 1)
public record InspectionAssigned(
    UUID inspection,
    InspectionSpec spec,
    ArtifactRef model,
    List<StepCheckpoint> checkpoints,
    Normalisation normalisation,
    ArtifactRef dataset) {
  public InspectionAssigned {
    checkpoints = checkpoints == null ? List.of() : List.copyOf(checkpoints);
  }

  /**
   * A checkpoint.
   *
   * @param step steps done
   * @param checkpoint its bytes
   */
  public record StepCheckpoint(long step, ArtifactRef checkpoint) {}
}
