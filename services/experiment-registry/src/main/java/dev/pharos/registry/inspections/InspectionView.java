package dev.pharos.registry.inspections;

import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.contracts.inspection.InspectionSucceeded.Result;
import dev.pharos.contracts.job.DatasetChoice;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An inspection for people.
 *
 * @param id its id
 * @param run the run whose network is looked into
 * @param spec what was asked for
 * @param dataset the data set whose images it takes, with its version
 * @param state QUEUED, RUNNING, SUCCEEDED or FAILED
 * @param reason why it failed
 * @param worker who does or did it
 * @param results what it gave: fetch each under {@code results/NAME}
 */
public record InspectionView(
    UUID id,
    UUID run,
    InspectionSpec spec,
    DatasetChoice dataset,
    String state,
    String reason,
    String worker,
    List<Result> results,
    String submittedBy,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt) {
  public InspectionView {
    results = List.copyOf(results);
  }
}
