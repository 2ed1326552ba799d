package dev.pharos.platform.client;

import dev.pharos.contracts.inspection.InspectionSucceeded.Result;
import java.util.List;
import java.util.UUID;

/**
 * A look into a trained network.
 *
 * @param run the run whose network it is
 * @param state QUEUED, RUNNING, SUCCEEDED or FAILED
 * @param reason why it failed
 * @param results what it gave
 */
public record Inspection(UUID id, UUID run, String state, String reason, List<Result> results) {
  public Inspection {
    results = results == null ? List.of() : List.copyOf(results);
  }

  /** Whether nothing will change any more. */
  public boolean ended() {
    return state.equals("SUCCEEDED") || state.equals("FAILED");
  }
}
