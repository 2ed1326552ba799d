package dev.pharos.registry.sweeps;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.SweepEnded;
import dev.pharos.contracts.job.SweepState;
import dev.pharos.messaging.Outbox;
import dev.pharos.registry.models.Models;
import dev.pharos.registry.models.Models.Registration;
import dev.pharos.registry.notices.Notices;
import dev.pharos.registry.runs.RunArtifacts;
import dev.pharos.registry.search.Best;
import dev.pharos.registry.search.Trial;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends sweeps: registers the best trial, and tells everyone. */
final class SweepEnding {
  private static final Logger log = LoggerFactory.getLogger(SweepEnding.class);

  private final Outbox outbox;
  private final Models models;

  SweepEnding(Outbox outbox, Models models) {
    this.outbox = outbox;
    this.models = models;
  }

  /** Ends a sweep that is locked, and whose trials have ended. */
  void end(Handle handle, Sweep sweep, SweepState state, String reason) {
    var id = sweep.id();
    SweepStore.state(handle, id, state, reason);
    var situation = TrialStore.situation(handle, sweep);
    var best = Best.of(situation.trials(), situation.mode()).map(trial -> told(handle, id, trial));
    var registered = best.flatMap(found -> register(handle, sweep, state, found.run()));
    var model = registered.isPresent() ? sweep.spec().register() : null;
    var version = registered.map(Registration::version).orElse(null);
    best.ifPresent(found -> SweepStore.result(handle, id, found.trial(), model, version));
    log.info("sweep {}: {}{}", id, state, best.map(found -> ", best " + found.value()).orElse(""));
    outbox.append(
        handle,
        Topics.JOB_EVENTS,
        id.toString(),
        new SweepEnded(
            id,
            sweep.spec().name(),
            state,
            reason,
            sweep.spec().metric(),
            best.orElse(null),
            TrialStore.counts(handle, id),
            model,
            version,
            Instant.now()));
    Notices.sweep(handle, id);
  }

  private static SweepEnded.Best told(Handle handle, UUID sweep, Trial trial) {
    return new SweepEnded.Best(
        trial.number(),
        TrialStore.run(handle, sweep, trial.number()).orElseThrow(),
        trial.value().orElseThrow(),
        TrialStore.values(handle, sweep, trial.number()));
  }

  private Optional<Registration> register(Handle handle, Sweep sweep, SweepState state, UUID run) {
    if (sweep.spec().register() == null || state != SweepState.SUCCEEDED) {
      return Optional.empty();
    }
    return RunArtifacts.model(handle, run)
        .map(stored -> models.register(handle, sweep.spec().register(), run, stored.ref()));
  }
}
