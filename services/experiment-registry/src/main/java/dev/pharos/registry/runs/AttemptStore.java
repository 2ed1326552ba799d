package dev.pharos.registry.runs;

import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.registry.lifecycle.AttemptState;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The attempts of runs. */
final class AttemptStore {
  private AttemptStore() {}

  /** Adds an attempt that resumes after {@code fromStep}. */
  static void begin(Handle handle, UUID run, int number, String worker, long fromStep) {
    handle
        .createUpdate(
            """
            insert into attempts (run_id, number, worker, state, from_step)
            values (:run, :number, :worker, 'ASSIGNED', :fromStep)
            """)
        .bind("run", run)
        .bind("number", number)
        .bind("worker", worker)
        .bind("fromStep", fromStep)
        .execute();
  }

  /** Notes that the worker was told once more. */
  static void offered(Handle handle, UUID run, int number, int offers) {
    handle
        .createUpdate(
            """
            update attempts set offers = :offers, offered_at = now()
            where run_id = :run and number = :number
            """)
        .bind("run", run)
        .bind("number", number)
        .bind("offers", offers)
        .execute();
  }

  /** Notes that the worker trains. */
  static void started(Handle handle, AttemptStarted word) {
    handle
        .createUpdate(
            """
            update attempts
            set state = 'RUNNING', device = :device, from_step = :fromStep, steps = :steps,
              started_at = now()
            where run_id = :run and number = :number
            """)
        .bind("run", word.run())
        .bind("number", word.attempt())
        .bind("device", word.device())
        .bind("fromStep", word.fromStep())
        .bind("steps", word.steps())
        .execute();
  }

  /** Notes that an attempt is over. */
  static void end(Handle handle, UUID run, int number, AttemptState state, String reason) {
    handle
        .createUpdate(
            """
            update attempts set state = :state, reason = :reason, ended_at = now()
            where run_id = :run and number = :number
            """)
        .bind("run", run)
        .bind("number", number)
        .bind("state", state.name())
        .bind("reason", reason)
        .execute();
  }
}
