package dev.pharos.registry.lifecycle;

import dev.pharos.contracts.job.AttemptCheckpointed;
import dev.pharos.contracts.job.AttemptEvent;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.contracts.job.AttemptStopped;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.registry.lifecycle.RunEffect.AskToStop;
import dev.pharos.registry.lifecycle.RunEffect.EndAttempt;
import dev.pharos.registry.lifecycle.RunEffect.EndRun;
import dev.pharos.registry.lifecycle.RunEffect.KeepCheckpoint;
import dev.pharos.registry.lifecycle.RunEffect.KeepResult;
import dev.pharos.registry.lifecycle.RunEffect.NoteStart;
import dev.pharos.registry.lifecycle.RunEffect.RegisterModel;
import java.util.ArrayList;
import java.util.List;

/** Decides what a worker's word about an attempt means for the run. */
final class AttemptWords {
  private final RetryPolicy policy;

  AttemptWords(RetryPolicy policy) {
    this.policy = policy;
  }

  Decision decide(RunLife life, AttemptEvent word) {
    if (!life.isCurrent(word.attempt())) {
      return Decision.ignore(
          life,
          "worker %s speaks of attempt %d, the run is %s at attempt %d"
              .formatted(word.worker(), word.attempt(), life.state(), life.attempt()));
    }
    if (!life.worker().orElseThrow().equals(word.worker())) {
      return Decision.ignore(
          life,
          "worker %s speaks of attempt %d, which worker %s holds"
              .formatted(word.worker(), word.attempt(), life.worker().orElseThrow()));
    }
    if (word instanceof AttemptStarted started) {
      return started(life, started);
    }
    if (word instanceof AttemptCheckpointed checkpointed) {
      return checkpointed(life, checkpointed);
    }
    if (word instanceof AttemptSucceeded succeeded) {
      return succeeded(life, succeeded);
    }
    if (word instanceof AttemptFailed failed) {
      return AttemptEnds.badly(
          policy, life, AttemptState.FAILED, failed.reason(), failed.retryable());
    }
    return stopped(life, (AttemptStopped) word);
  }

  private static Decision started(RunLife life, AttemptStarted started) {
    if (life.state() == RunState.RUNNING) {
      return Decision.ignore(life, "attempt " + started.attempt() + " runs already");
    }
    var note = new NoteStart(started);
    if (life.wish().isEmpty()) {
      return Decision.of(life.running(), note);
    }
    // The request to stop may have come before the worker knew the attempt.
    var asked = life.wish().get().kind().asked();
    return Decision.of(
        life.running(), note, new AskToStop(life.attempt(), started.worker(), asked));
  }

  private static Decision checkpointed(RunLife life, AttemptCheckpointed word) {
    return Decision.of(
        life.running(),
        new KeepCheckpoint(
            word.attempt(),
            word.epoch(),
            word.step(),
            word.checkpoint(),
            word.metrics(),
            word.best()));
  }

  private static Decision succeeded(RunLife life, AttemptSucceeded word) {
    var keep = new KeepResult(word);
    var end = new EndAttempt(word.attempt(), AttemptState.SUCCEEDED, null);
    if (life.cancelling()) {
      return AttemptEnds.cancelled(life, end, keep);
    }
    return Decision.of(
        life.letGo(RunState.SUCCEEDED, null), keep, end, new RegisterModel(word), new EndRun());
  }

  private Decision stopped(RunLife life, AttemptStopped word) {
    var kept = new ArrayList<RunEffect>();
    if (word.checkpoint() != null) {
      kept.add(new KeepCheckpoint(word.attempt(), null, word.step(), word.checkpoint()));
    }
    if (word.reason() == StopReason.RELEASE) {
      var reason = "given back by worker " + word.worker();
      // Who gives back what it has not begun would perhaps do so again at once.
      var released =
          life.state() == RunState.RUNNING || life.wish().isPresent()
              ? AttemptEnds.released(life, reason)
              : AttemptEnds.untaken(policy, life, reason);
      kept.addAll(released.effects());
      return Decision.of(released.life(), List.copyOf(kept));
    }
    var end = new EndAttempt(word.attempt(), AttemptState.STOPPED, "stopped as asked");
    return AttemptEnds.cancelled(life, end, kept.toArray(RunEffect[]::new));
  }
}
