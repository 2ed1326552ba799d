package dev.pharos.registry.admission;

import dev.pharos.contracts.Violation;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.registry.queue.Dependencies;
import dev.pharos.registry.queue.TeamStore;
import dev.pharos.registry.queue.TeamStore.TeamView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What a job must fulfil to be queued: its team exists and has room, and so do the runs before. */
final class QueueRules {
  private QueueRules() {}

  /** Everything that is wrong; empty if it may be queued. */
  static List<Violation> violations(Handle handle, JobSpec job) {
    var violations = new ArrayList<Violation>();
    var teams = TeamStore.list(handle);
    teams.stream()
        .filter(team -> team.name().equals(job.team()))
        .findFirst()
        .ifPresentOrElse(
            team -> full(team, violations), () -> violations.add(unknown(job.team(), teams)));
    Dependencies.missing(handle, job.waitFor().runs())
        .forEach(
            run ->
                violations.add(
                    new Violation("waitFor.runs", "run %s does not exist".formatted(run))));
    return violations;
  }

  private static void full(TeamView team, List<Violation> violations) {
    if (team.maxQueued() != null && team.queued() >= team.maxQueued()) {
      violations.add(
          new Violation(
              "team",
              "team '%s' has %d runs in the queue and may have %d"
                  .formatted(team.name(), team.queued(), team.maxQueued())));
    }
  }

  private static Violation unknown(String name, List<TeamView> teams) {
    return new Violation(
        "team",
        "team '%s' does not exist; valid: %s"
            .formatted(name, teams.stream().map(TeamView::name).collect(Collectors.joining(", "))));
  }
}
