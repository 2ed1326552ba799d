package dev.pharos.registry.runs;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.job.RunEnded;
import dev.pharos.contracts.worker.AttemptAssigned;
import dev.pharos.contracts.worker.StopAttempt;
import dev.pharos.messaging.Outbox;
import dev.pharos.registry.lifecycle.RunEffect;
import dev.pharos.registry.lifecycle.RunLife;
import dev.pharos.registry.metrics.MetricStore;
import dev.pharos.registry.models.Models;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Carries out what a decision asks for, in the transaction of the decision. */
final class RunEffects {
  private final Outbox outbox;
  private final Models models;

  RunEffects(Outbox outbox, Models models) {
    this.outbox = outbox;
    this.models = models;
  }

  /** Carries out one effect on a run whose new state is stored already. */
  void carryOut(Handle handle, RunLife life, RunEffect effect) {
    if (effect instanceof RunEffect.BeginAttempt begin) {
      beginAttempt(handle, life, begin);
    } else if (effect instanceof RunEffect.Offer offer) {
      offer(handle, life, offer);
    } else if (effect instanceof RunEffect.NoteStart note) {
      noteStart(handle, note.word());
    } else if (effect instanceof RunEffect.KeepCheckpoint keep) {
      var job = RunStore.job(handle, life.run()).spec();
      RunCheckpoints.keep(handle, life.run(), keep, job.training().keepCheckpoints());
    } else if (effect instanceof RunEffect.AskToStop ask) {
      outbox.append(
          handle,
          Topics.JOB_ASSIGNMENTS,
          ask.worker(),
          new StopAttempt(ask.worker(), life.run(), ask.attempt(), ask.reason()));
    } else if (effect instanceof RunEffect.EndAttempt end) {
      AttemptStore.end(handle, life.run(), end.attempt(), end.state(), end.reason());
    } else if (effect instanceof RunEffect.BackOff backOff) {
      RunStore.backOff(handle, life.run(), backOff.delay());
    } else if (effect instanceof RunEffect.KeepResult keep) {
      RunResults.keep(handle, keep.word());
    } else if (effect instanceof RunEffect.RegisterModel register) {
      registerModel(handle, register.word());
    } else {
      endRun(handle, life);
    }
  }

  private static void beginAttempt(Handle handle, RunLife life, RunEffect.BeginAttempt begin) {
    long fromStep =
        RunArtifacts.checkpoint(handle, life.run()).map(RunArtifacts.Stored::step).orElse(0L);
    AttemptStore.begin(handle, life.run(), begin.attempt(), begin.worker(), fromStep);
    if (begin.attempt() > 1) {
      MetricStore.rewind(handle, life.run(), begin.attempt(), fromStep);
    }
  }

  private void offer(Handle handle, RunLife life, RunEffect.Offer offer) {
    var job = RunStore.job(handle, life.run());
    var checkpoint = RunArtifacts.checkpoint(handle, life.run()).map(RunArtifacts.Stored::ref);
    AttemptStore.offered(handle, life.run(), offer.attempt(), life.offers());
    outbox.append(
        handle,
        Topics.JOB_ASSIGNMENTS,
        offer.worker(),
        new AttemptAssigned(
            offer.worker(),
            life.run(),
            offer.attempt(),
            job.spec(),
            job.datasetVersion(),
            new ArtifactRef(job.packedDigest(), job.packedSize()),
            checkpoint.orElse(null),
            RunCheckpoints.older(handle, life.run()),
            job.start().orElse(null)));
  }

  private static void noteStart(Handle handle, AttemptStarted word) {
    AttemptStore.started(handle, word);
    // A worker that could not use the checkpoint begins further back than it was told.
    if (word.attempt() > 1) {
      MetricStore.rewind(handle, word.run(), word.attempt(), word.fromStep());
    }
  }

  private void registerModel(Handle handle, AttemptSucceeded word) {
    RunStore.job(handle, word.run())
        .register()
        .ifPresent(name -> models.register(handle, name, word.run(), word.model()));
  }

  private void endRun(Handle handle, RunLife life) {
    var job = RunStore.job(handle, life.run());
    var registered = RunResults.registeredAs(handle, life.run());
    outbox.append(
        handle,
        Topics.JOB_EVENTS,
        life.run().toString(),
        new RunEnded(
            life.run(),
            job.name(),
            job.experiment(),
            life.state(),
            life.reason().orElse(null),
            life.attempt(),
            RunResults.metrics(handle, life.run()),
            registered.map(RunResults.RegisteredAs::model).orElse(null),
            registered.map(RunResults.RegisteredAs::version).orElse(null),
            Instant.now()));
  }
}
