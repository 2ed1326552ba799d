package dev.pharos.registry.runs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.registry.lifecycle.AttemptState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A run with everything that is known of it but its metrics' history and its log.
 *
 * @param queue where it stands in the queue; null unless it waits there
 */
public record RunDetail(
    @JsonUnwrapped RunView run,
    JobSpec job,
    List<Attempt> attempts,
    Map<String, String> params,
    List<Artifact> artifacts,
    Queue queue) {

  /** The same with where it stands in the queue. */
  public RunDetail at(Queue spot) {
    return new RunDetail(run, job, attempts, params, artifacts, spot);
  }

  /**
   * Where a run stands in the queue.
   *
   * @param position in the order of service, from 1; null while something keeps it out of the line
   * @param estimatedStart when it may start; null where nobody knows
   */
  public record Queue(Integer position, Instant estimatedStart) {}

  /**
   * One try.
   *
   * @param worker id of the worker
   * @param workerName its configured name; null when it is long gone
   * @param fromStep the step after which it began
   */
  public record Attempt(
      int number,
      String worker,
      String workerName,
      AttemptState state,
      String device,
      String reason,
      long fromStep,
      Instant assignedAt,
      Instant startedAt,
      Instant endedAt) {}

  /** Bytes in the artifact store. */
  public record Artifact(
      String name, int attempt, long step, String digest, long size, Instant createdAt) {}
}
