package dev.pharos.worker.training;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.worker.AttemptAssigned;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is to be trained.
 *
 * @param run the run, for the model's provenance
 * @param job network, data set and how to train
 * @param datasetVersion version of the job's data set
 * @param dataset the packed data set
 * @param checkpoints to go on from: the first that can be used
 * @param startFrom file of the model that the job starts from
 */
public record TrainingTask(
    UUID run,
    JobSpec job,
    int datasetVersion,
    ArtifactRef dataset,
    List<ArtifactRef> checkpoints,
    Optional<ArtifactRef> startFrom) {

  /**
   * @throws IllegalArgumentException when the job starts from a model and there is no file of it
   */
  public TrainingTask {
    checkpoints = List.copyOf(checkpoints);
    if (job.startFrom() != null && startFrom.isEmpty()) {
      throw new IllegalArgumentException(
          "the job starts from model %s, and the assignment does not name its file"
              .formatted(job.startFrom().model()));
    }
  }

  /** The task of an assignment. */
  public static TrainingTask of(AttemptAssigned assignment) {
    var checkpoints =
        Stream.concat(
            Stream.ofNullable(assignment.resumeFrom()), assignment.olderCheckpoints().stream());
    return new TrainingTask(
        assignment.run(),
        assignment.job(),
        assignment.datasetVersion(),
        assignment.dataset(),
        checkpoints.toList(),
        Optional.ofNullable(assignment.startFrom()));
  }
}
