package dev.pharos.registry.lifecycle;

import static dev.pharos.registry.lifecycle.Words.CHECKPOINT;
import static dev.pharos.registry.lifecycle.Words.failed;
import static dev.pharos.registry.lifecycle.Words.started;
import static dev.pharos.registry.lifecycle.Words.stopped;
import static dev.pharos.registry.lifecycle.Words.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.registry.lifecycle.RunEffect.AskToStop;
import dev.pharos.registry.lifecycle.RunEffect.EndAttempt;
import dev.pharos.registry.lifecycle.RunEffect.EndRun;
import dev.pharos.registry.lifecycle.RunEffect.KeepCheckpoint;
import dev.pharos.registry.lifecycle.RunEvent.CancelRequested;
import dev.pharos.registry.lifecycle.RunEvent.DependencyBroken;
import dev.pharos.registry.lifecycle.RunEvent.PauseRequested;
import dev.pharos.registry.lifecycle.RunEvent.Placed;
import dev.pharos.registry.lifecycle.RunEvent.Preempted;
import dev.pharos.registry.lifecycle.RunEvent.ResumeRequested;
import dev.pharos.registry.lifecycle.RunEvent.StopOverdue;
import dev.pharos.registry.lifecycle.RunEvent.WorkerSaid;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WishesTest {
  private static final RunLifecycle LIFECYCLE =
      new RunLifecycle(new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(60)));

  private final RunLife queued = RunLife.queued(UUID.randomUUID(), 1);
  private final RunLife assigned = after(queued, new Placed("w1"));
  private final RunLife running = after(assigned, new WorkerSaid(started(queued, 1, "w1")));
  private final RunLife pausing = after(running, new PauseRequested("lunch"));
  private final RunLife pushed = after(running, new Preempted(1, "made room"));

  @Test
  void whatWaitsIsPausedAndResumedAtOnce() {
    var paused = after(queued, new PauseRequested("lunch"));
    assertThat(paused.state()).isEqualTo(RunState.PAUSED);
    assertThat(paused.reason()).contains("lunch");
    assertThat(LIFECYCLE.decide(paused, new PauseRequested("tea")).ignored()).isPresent();
    assertThat(after(paused, new ResumeRequested()).state()).isEqualTo(RunState.QUEUED);
    assertThat(LIFECYCLE.decide(queued, new ResumeRequested()).ignored()).isPresent();
  }

  @Test
  void whatRunsIsPausedByItsWorkerWithACheckpoint() {
    assertThat(LIFECYCLE.decide(running, new PauseRequested("lunch")).effects())
        .containsExactly(new AskToStop(1, "w1", StopReason.RELEASE));
    assertThat(pausing.state()).isEqualTo(RunState.RUNNING);

    var word = stopped(queued, 1, "w1", StopReason.RELEASE, 40);
    var decision = LIFECYCLE.decide(pausing, new WorkerSaid(word));
    assertThat(decision.life().state()).isEqualTo(RunState.PAUSED);
    assertThat(decision.life().failures()).isZero();
    assertThat(decision.life().wish()).isEmpty();
    assertThat(decision.effects())
        .contains(new KeepCheckpoint(1, null, 40, CHECKPOINT))
        .noneMatch(EndRun.class::isInstance);
  }

  @Test
  void aWorkerThatBeginsAfterThePauseIsAskedAgain() {
    var early = after(assigned, new PauseRequested("lunch"));
    var word = started(queued, 1, "w1");
    assertThat(LIFECYCLE.decide(early, new WorkerSaid(word)).effects())
        .contains(new AskToStop(1, "w1", StopReason.RELEASE));
  }

  @Test
  void aRunThatIsDoneBeforeItStopsIsDone() {
    var done = after(pausing, new WorkerSaid(succeeded(queued, 1, "w1")));
    assertThat(done.state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aRunThatFailsBeforeItStopsWaitsForItsResumptionToo() {
    var patient = RunLife.queued(UUID.randomUUID(), 2);
    var life =
        after(
            after(after(patient, new Placed("w1")), new PauseRequested("lunch")),
            new WorkerSaid(failed(patient, 1, "w1", true)));
    assertThat(life.state()).isEqualTo(RunState.PAUSED);
    assertThat(life.failures()).isOne();
  }

  @Test
  void whoResumesBeforeTheWorkerStoppedLetsTheRunQueue() {
    var again = after(pausing, new ResumeRequested());
    assertThat(again.wish()).isEmpty();
    var word = stopped(queued, 1, "w1", StopReason.RELEASE, 40);
    assertThat(after(again, new WorkerSaid(word)).state()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void aPreemptedRunQueuesAgainAndNothingIsHeldAgainstIt() {
    var word = stopped(queued, 1, "w1", StopReason.RELEASE, 40);
    var after = after(pushed, new WorkerSaid(word));
    assertThat(after.state()).isEqualTo(RunState.QUEUED);
    assertThat(after.failures()).isZero();
    assertThat(after.reason()).contains("made room");
    assertThat(LIFECYCLE.decide(pushed, new Preempted(1, "again")).ignored()).isPresent();
    assertThat(LIFECYCLE.decide(assigned, new Preempted(1, "early")).ignored()).isPresent();
  }

  @Test
  void aWorkerThatDoesNotLetGoLosesTheAttemptWithoutAFailure() {
    for (var life : new RunLife[] {pausing, pushed}) {
      var decision = LIFECYCLE.decide(life, new StopOverdue(1));
      assertThat(decision.life().failures()).isZero();
      assertThat(decision.effects())
          .containsExactly(
              new EndAttempt(1, AttemptState.STOPPED, "worker w1 did not stop in time"));
    }
    assertThat(after(pausing, new StopOverdue(1)).state()).isEqualTo(RunState.PAUSED);
    assertThat(after(pushed, new StopOverdue(1)).state()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void whoCancelsAPausingRunHasTheLastWord() {
    var cancelled = after(pausing, new CancelRequested("no more"));
    assertThat(cancelled.cancelling()).isTrue();
    assertThat(LIFECYCLE.decide(cancelled, new PauseRequested("lunch")).ignored()).isPresent();
    assertThat(after(cancelled, new StopOverdue(1)).state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void forceWaitsForNobody() {
    var decision = LIFECYCLE.decide(running, new CancelRequested("now", true));
    assertThat(decision.life().state()).isEqualTo(RunState.CANCELLED);
    assertThat(decision.effects())
        .containsExactly(
            new AskToStop(1, "w1", StopReason.CANCEL),
            new EndAttempt(1, AttemptState.STOPPED, "its run was ended by force"),
            new EndRun());
    var late = new WorkerSaid(succeeded(queued, 1, "w1"));
    assertThat(LIFECYCLE.decide(decision.life(), late).ignored()).isPresent();
  }

  @Test
  void whoWaitsInVainIsSkippedOrFails() {
    assertThat(after(queued, new DependencyBroken("skipped", false)).state())
        .isEqualTo(RunState.CANCELLED);
    var failed = LIFECYCLE.decide(queued, new DependencyBroken("not started", true));
    assertThat(failed.life().state()).isEqualTo(RunState.FAILED);
    assertThat(failed.effects()).containsExactly(new EndRun());
    assertThat(LIFECYCLE.decide(running, new DependencyBroken("late", true)).ignored()).isPresent();
  }

  private static RunLife after(RunLife life, RunEvent event) {
    return LIFECYCLE.decide(life, event).life();
  }
}
