package dev.pharos.registry.runs;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.RunStateChanged;
import dev.pharos.messaging.Outbox;
import dev.pharos.registry.lifecycle.Decision;
import dev.pharos.registry.lifecycle.RunEvent;
import dev.pharos.registry.lifecycle.RunLife;
import dev.pharos.registry.lifecycle.RunLifecycle;
import dev.pharos.registry.models.Models;
import dev.pharos.registry.notices.Notices;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets events happen to runs. The run stays locked until the transaction ends; state, effects and
 * announcements commit together or not at all.
 */
public final class RunChanges {
  private static final Logger log = LoggerFactory.getLogger(RunChanges.class);

  private final RunLifecycle lifecycle;
  private final RunEffects effects;
  private final Outbox outbox;

  public RunChanges(RunLifecycle lifecycle, Outbox outbox, Models models) {
    this.lifecycle = lifecycle;
    this.outbox = outbox;
    this.effects = new RunEffects(outbox, models);
  }

  /**
   * Lets an event happen to a run.
   *
   * @return what came of it; empty if there is no such run
   */
  public Optional<Decision> apply(Handle handle, UUID run, RunEvent event) {
    return RunStore.lock(handle, run).map(life -> decide(handle, life, event));
  }

  /** The same, unless somebody else is changing the run at this moment: then nothing happens. */
  public Optional<Decision> applyIfFree(Handle handle, UUID run, RunEvent event) {
    return RunStore.lockIfFree(handle, run).map(life -> decide(handle, life, event));
  }

  private Decision decide(Handle handle, RunLife life, RunEvent event) {
    var decision = lifecycle.decide(life, event);
    if (decision.ignored().isPresent()) {
      log.debug("run {}: {} ignored: {}", life.run(), event, decision.ignored().get());
      return decision;
    }
    var after = decision.life();
    RunStore.save(handle, life, after);
    announce(handle, life, after);
    decision.effects().forEach(effect -> effects.carryOut(handle, after, effect));
    return decision;
  }

  private void announce(Handle handle, RunLife before, RunLife after) {
    if (before.state() != after.state()) {
      log.info(
          "run {}: {} -> {}, attempt {}{}",
          after.run(),
          before.state(),
          after.state(),
          after.attempt(),
          after.reason().map(reason -> ", " + reason).orElse(""));
      outbox.append(
          handle,
          Topics.JOB_EVENTS,
          after.run().toString(),
          new RunStateChanged(
              after.run(),
              after.attempt(),
              before.state(),
              after.state(),
              after.reason().orElse(null),
              Instant.now()));
    }
    Notices.run(handle, after.run());
    // A slot is free, somebody queues again, or those that wait for this run may go on.
    boolean queues = before.state() != after.state() && after.state() == RunState.QUEUED;
    if (queues || (before.held() && !after.held()) || after.state().ended()) {
      Notices.schedule(handle);
    }
  }
}
