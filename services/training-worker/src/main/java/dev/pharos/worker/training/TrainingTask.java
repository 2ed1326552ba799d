package dev.pharos.worker.training;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.worker.AttemptAssigned;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be trained.
 *
 * @param run the run, for the model's provenance
 * @param job network, data set and how to train
 * @param datasetVersion version of the job's data set
 * @param dataset the packed data set
 * @param resumeFrom checkpoint to go on from
 * @param startFrom file of the model that the job starts from
 */
public record TrainingTask(
    UUID run,
    JobSpec job,
    int datasetVersion,
    ArtifactRef dataset,
    Optional<ArtifactRef> resumeFrom,
    Optional<ArtifactRef> startFrom) {

  /**
   * @throws IllegalArgumentException when the job starts from a model and there is no file of it
   */
  public TrainingTask {
    if (job.startFrom() != null && startFrom.isEmpty()) {
      throw new IllegalArgumentException(
          "the job starts from model %s, and the assignment does not name its file"
              .formatted(job.startFrom().model()));
    }
  }

  /** The task of an assignment. */
  public static TrainingTask of(AttemptAssigned assignment) {
    return new TrainingTask(
        assignment.run(),
        assignment.job(),
        assignment.datasetVersion(),
        assignment.dataset(),
        Optional.ofNullable(assignment.resumeFrom()),
        Optional.ofNullable(assignment.startFrom()));
  }
}
