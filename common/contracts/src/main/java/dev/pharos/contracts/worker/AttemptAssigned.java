package dev.pharos.contracts.worker;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.MessageType;
import dev.pharos.contracts.job.JobSpec;
import java.util.List;
import java.util.UUID;

/**
 * An attempt is to be run.
 *
 * @param worker who is to run it
 * @param run the run
 * @param attempt number of the attempt, from 1
 * @param job what to train
 * @param datasetVersion version of the job's data set
 * @param dataset the packed data set
 * @param resumeFrom checkpoint of an earlier attempt; null for a fresh start
 * @param olderCheckpoints other kept checkpoints of the run, the newest first: where that one
 *     cannot be read, the first that can is gone on from
 * @param startFrom file of the model that the job starts from; null where it starts from none
 */
@MessageType(name = "attempt.assigned", version = 1)
public record AttemptAssigned(
    String worker,
    UUID run,
    int attempt,
    JobSpec job,
    int datasetVersion,
    ArtifactRef dataset,
    ArtifactRef resumeFrom,
    List<ArtifactRef> olderCheckpoints,
    ArtifactRef startFrom)
    implements Assignment {
  public AttemptAssigned {
    olderCheckpoints = olderCheckpoints == null ? List.of() : List.copyOf(olderCheckpoints);
  }
}
