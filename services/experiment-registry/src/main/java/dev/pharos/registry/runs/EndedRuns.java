package dev.pharos.registry.runs;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Runs whose checkpoints nobody has looked at: the policy is applied when a checkpoint comes and
 * the worker says what it measured, and runs that ended before there was one had no such worker.
 */
public final class EndedRuns {
  private EndedRuns() {}

  /** Some of them; empty when all are settled. */
  public static List<UUID> unsettled(Handle handle, int limit) {
    return handle
        .createQuery(
            """
            select id from runs where ended_at is not null and exists (
              select from run_checkpoints where run_id = id and metrics is null)
            limit :limit
            """)
        .bind("limit", limit)
        .mapTo(UUID.class)
        .list();
  }

  /** Keeps of its checkpoints what its job asks for, or what is usual. */
  public static void settle(Handle handle, UUID run) {
    handle.execute("select from runs where id = ? for update", run);
    RunCheckpoints.settle(
        handle, run, RunStore.job(handle, run).spec().training().keepCheckpoints());
  }
}
