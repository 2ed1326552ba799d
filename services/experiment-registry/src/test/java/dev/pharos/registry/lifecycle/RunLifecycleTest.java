package dev.pharos.registry.lifecycle;

import static dev.pharos.registry.lifecycle.Words.CHECKPOINT;
import static dev.pharos.registry.lifecycle.Words.checkpointed;
import static dev.pharos.registry.lifecycle.Words.failed;
import static dev.pharos.registry.lifecycle.Words.started;
import static dev.pharos.registry.lifecycle.Words.stopped;
import static dev.pharos.registry.lifecycle.Words.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.registry.lifecycle.RunEffect.AskToStop;
import dev.pharos.registry.lifecycle.RunEffect.BackOff;
import dev.pharos.registry.lifecycle.RunEffect.BeginAttempt;
import dev.pharos.registry.lifecycle.RunEffect.EndAttempt;
import dev.pharos.registry.lifecycle.RunEffect.EndRun;
import dev.pharos.registry.lifecycle.RunEffect.KeepCheckpoint;
import dev.pharos.registry.lifecycle.RunEffect.KeepResult;
import dev.pharos.registry.lifecycle.RunEffect.NoteStart;
import dev.pharos.registry.lifecycle.RunEffect.Offer;
import dev.pharos.registry.lifecycle.RunEffect.RegisterModel;
import dev.pharos.registry.lifecycle.RunEvent.AttemptLost;
import dev.pharos.registry.lifecycle.RunEvent.CancelRequested;
import dev.pharos.registry.lifecycle.RunEvent.OfferUnanswered;
import dev.pharos.registry.lifecycle.RunEvent.Placed;
import dev.pharos.registry.lifecycle.RunEvent.StopOverdue;
import dev.pharos.registry.lifecycle.RunEvent.WorkerSaid;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunLifecycleTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final RunLifecycle LIFECYCLE =
      new RunLifecycle(new RetryPolicy(3, SECOND, Duration.ofSeconds(60)));

  private final RunLife queued = RunLife.queued(UUID.randomUUID(), 3);
  private final RunLife assigned = after(queued, new Placed("w1"));
  private final RunLife running = after(assigned, new WorkerSaid(started(assigned, 1, "w1")));

  @Nested
  class Queued {
    @Test
    void aWorkerIsFound() {
      var decision = LIFECYCLE.decide(queued, new Placed("w1"));
      assertThat(decision.life().state()).isEqualTo(RunState.ASSIGNED);
      assertThat(decision.life().attempt()).isEqualTo(1);
      assertThat(decision.effects()).containsExactly(new BeginAttempt(1, "w1"), new Offer(1, "w1"));
    }

    @Test
    void cancelEndsItAtOnce() {
      var decision = LIFECYCLE.decide(queued, new CancelRequested("no more"));
      assertThat(decision.life().state()).isEqualTo(RunState.CANCELLED);
      assertThat(decision.life().reason()).contains("no more");
      assertThat(decision.effects()).containsExactly(new EndRun());
    }

    @Test
    void wordsOfAnAttemptThatIsOverAreIgnored() {
      var requeued = after(running, new AttemptLost(1, "silent", false));
      assertIgnored(requeued, new WorkerSaid(succeeded(running, 1, "w1")));
      assertIgnored(requeued, new WorkerSaid(checkpointed(running, 1, "w1", 10)));
      assertIgnored(requeued, new AttemptLost(1, "silent", false));
    }
  }

  @Nested
  class Assigned {
    @Test
    void theWorkerBegins() {
      AttemptStarted word = started(queued, 1, "w1");
      var decision = LIFECYCLE.decide(assigned, new WorkerSaid(word));
      assertThat(decision.life().state()).isEqualTo(RunState.RUNNING);
      assertThat(decision.effects()).containsExactly(new NoteStart(word));
    }

    @Test
    void aSecondPlacementIsIgnored() {
      assertIgnored(assigned, new Placed("w2"));
      assertIgnored(running, new Placed("w2"));
    }

    @Test
    void anUnansweredOfferIsRepeatedAndThenGoesToAnother() {
      var second = LIFECYCLE.decide(assigned, new OfferUnanswered(1));
      assertThat(second.life().state()).isEqualTo(RunState.ASSIGNED);
      assertThat(second.effects()).containsExactly(new Offer(1, "w1"));
      var third = LIFECYCLE.decide(second.life(), new OfferUnanswered(1));
      var given = LIFECYCLE.decide(third.life(), new OfferUnanswered(1));
      var reason = "worker w1 did not take it, though told 3 times";
      assertThat(given.life().state()).isEqualTo(RunState.QUEUED);
      assertThat(given.life().failures()).isZero();
      assertThat(given.effects())
          .containsExactly(new EndAttempt(1, AttemptState.STOPPED, reason), new BackOff(SECOND));
    }

    @Test
    void anAnsweredOfferIsNotRepeated() {
      assertIgnored(running, new OfferUnanswered(1));
    }

    @Test
    void cancelAsksTheWorkerAndAsksAgainWhenItBegins() {
      var asked = LIFECYCLE.decide(assigned, new CancelRequested("no more"));
      assertThat(asked.life().state()).isEqualTo(RunState.ASSIGNED);
      assertThat(asked.effects()).containsExactly(new AskToStop(1, "w1", StopReason.CANCEL));
      var word = started(queued, 1, "w1");
      var begun = LIFECYCLE.decide(asked.life(), new WorkerSaid(word));
      assertThat(begun.effects())
          .containsExactly(new NoteStart(word), new AskToStop(1, "w1", StopReason.CANCEL));
    }

    @Test
    void itMayFailOrSucceedBeforeTheWordThatItBegan() {
      assertThat(after(assigned, new WorkerSaid(failed(queued, 1, "w1", false))).state())
          .isEqualTo(RunState.FAILED);
      assertThat(after(assigned, new WorkerSaid(succeeded(queued, 1, "w1"))).state())
          .isEqualTo(RunState.SUCCEEDED);
    }
  }

  @Nested
  class Running {
    @Test
    void aSecondStartIsIgnored() {
      assertIgnored(running, new WorkerSaid(started(queued, 1, "w1")));
    }

    @Test
    void checkpointsAreKept() {
      var decision = LIFECYCLE.decide(running, new WorkerSaid(checkpointed(queued, 1, "w1", 40)));
      assertThat(decision.life()).isEqualTo(running);
      assertThat(decision.effects()).containsExactly(new KeepCheckpoint(1, 1, 40, CHECKPOINT));
    }

    @Test
    void successKeepsTheResultAndRegistersTheModel() {
      AttemptSucceeded word = succeeded(queued, 1, "w1");
      var decision = LIFECYCLE.decide(running, new WorkerSaid(word));
      assertThat(decision.life().state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(decision.life().reason()).isEmpty();
      assertThat(decision.effects())
          .containsExactly(
              new KeepResult(word),
              new EndAttempt(1, AttemptState.SUCCEEDED, null),
              new RegisterModel(word),
              new EndRun());
    }

    @Test
    void aRetryableFailureBacksOffLongerEachTimeAndThenEndsTheRun() {
      var first = LIFECYCLE.decide(running, new WorkerSaid(failed(queued, 1, "w1", true)));
      assertThat(first.life().state()).isEqualTo(RunState.QUEUED);
      assertThat(first.life().reason()).contains("attempt 1: out of disk");
      assertThat(first.effects())
          .containsExactly(
              new EndAttempt(1, AttemptState.FAILED, "out of disk"), new BackOff(SECOND));

      var again = after(first.life(), new Placed("w2"));
      var second = LIFECYCLE.decide(again, new AttemptLost(2, "worker w2 fell silent", false));
      assertThat(second.effects())
          .containsExactly(
              new EndAttempt(2, AttemptState.LOST, "worker w2 fell silent"),
              new BackOff(Duration.ofSeconds(2)));

      var last = after(second.life(), new Placed("w1"));
      var third = LIFECYCLE.decide(last, new WorkerSaid(failed(queued, 3, "w1", true)));
      assertThat(third.life().state()).isEqualTo(RunState.FAILED);
      assertThat(third.life().reason())
          .contains("3 of 3 attempts failed; the last one: out of disk");
      assertThat(third.effects()).last().isEqualTo(new EndRun());
    }

    @Test
    void aFailureThatNoRetryMendsEndsTheRun() {
      var decision = LIFECYCLE.decide(running, new WorkerSaid(failed(queued, 1, "w1", false)));
      assertThat(decision.life().state()).isEqualTo(RunState.FAILED);
      assertThat(decision.life().reason()).contains("out of disk");
    }

    @Test
    void aReleaseRequeuesAtOnceAndCountsForNothing() {
      var word = stopped(queued, 1, "w1", StopReason.RELEASE, 40);
      var decision = LIFECYCLE.decide(running, new WorkerSaid(word));
      assertThat(decision.life().state()).isEqualTo(RunState.QUEUED);
      assertThat(decision.life().failures()).isZero();
      assertThat(decision.effects())
          .containsExactly(
              new KeepCheckpoint(1, null, 40, CHECKPOINT),
              new EndAttempt(1, AttemptState.STOPPED, "given back by worker w1"));
    }

    @Test
    void whatIsGivenBackBeforeItBeganWaits() {
      var word = stopped(queued, 1, "w1", StopReason.RELEASE, 0);
      var decision = LIFECYCLE.decide(assigned, new WorkerSaid(word));
      assertThat(decision.life().state()).isEqualTo(RunState.QUEUED);
      assertThat(decision.life().failures()).isZero();
      assertThat(decision.effects()).last().isEqualTo(new BackOff(SECOND));
    }

    @Test
    void aWorkerThatShutDownInOrderCountsForNothing() {
      var decision = LIFECYCLE.decide(running, new AttemptLost(1, "worker w1 shut down", true));
      assertThat(decision.life().state()).isEqualTo(RunState.QUEUED);
      assertThat(decision.life().failures()).isZero();
    }

    @Test
    void wordsOfAnOlderAttemptOrAnotherWorkerAreIgnored() {
      var second = after(after(running, new AttemptLost(1, "silent", false)), new Placed("w2"));
      assertIgnored(second, new WorkerSaid(succeeded(queued, 1, "w1")));
      assertIgnored(second, new WorkerSaid(failed(queued, 1, "w1", true)));
      assertIgnored(second, new WorkerSaid(succeeded(queued, 2, "w1")));
      assertIgnored(second, new AttemptLost(1, "silent", false));
      assertIgnored(second, new OfferUnanswered(1));
    }
  }

  @Nested
  class Cancelling {
    private final RunLife cancelling = after(running, new CancelRequested("no more"));

    @Test
    void theWorkerStopsAsAsked() {
      var word = stopped(queued, 1, "w1", StopReason.CANCEL, 40);
      var decision = LIFECYCLE.decide(cancelling, new WorkerSaid(word));
      assertCancelled(decision);
      assertThat(decision.effects())
          .containsExactly(
              new KeepCheckpoint(1, null, 40, CHECKPOINT),
              new EndAttempt(1, AttemptState.STOPPED, "stopped as asked"),
              new EndRun());
    }

    @Test
    void askedTwiceItKeepsTheFirstReasonAndAsksAgain() {
      var again = LIFECYCLE.decide(cancelling, new CancelRequested("really"));
      assertThat(again.life()).isEqualTo(cancelling);
      assertThat(again.effects()).containsExactly(new AskToStop(1, "w1", StopReason.CANCEL));
    }

    @Test
    void whateverElseEndsTheAttemptTheRunIsCancelled() {
      assertCancelled(LIFECYCLE.decide(cancelling, new WorkerSaid(failed(queued, 1, "w1", true))));
      assertCancelled(LIFECYCLE.decide(cancelling, new AttemptLost(1, "silent", false)));
      assertCancelled(LIFECYCLE.decide(cancelling, new AttemptLost(1, "gone", true)));
      assertCancelled(
          LIFECYCLE.decide(
              cancelling, new WorkerSaid(stopped(queued, 1, "w1", StopReason.RELEASE, 4))));
      assertCancelled(LIFECYCLE.decide(cancelling, new StopOverdue(1)));
      var asked = after(assigned, new CancelRequested("no more"));
      var told = after(after(asked, new OfferUnanswered(1)), new OfferUnanswered(1));
      assertCancelled(LIFECYCLE.decide(told, new OfferUnanswered(1)));
    }

    @Test
    void aResultThatComesFirstIsKeptAndNotRegistered() {
      var word = succeeded(queued, 1, "w1");
      var decision = LIFECYCLE.decide(cancelling, new WorkerSaid(word));
      assertCancelled(decision);
      assertThat(decision.effects())
          .containsExactly(
              new KeepResult(word), new EndAttempt(1, AttemptState.SUCCEEDED, null), new EndRun());
    }

    @Test
    void onlyTheAttemptThatWasAskedCanBeOverdue() {
      assertIgnored(cancelling, new StopOverdue(2));
      assertIgnored(running, new StopOverdue(1));
    }

    private void assertCancelled(Decision decision) {
      assertThat(decision.life().state()).isEqualTo(RunState.CANCELLED);
      assertThat(decision.life().reason()).contains("no more");
      assertThat(decision.effects()).last().isEqualTo(new EndRun());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "FAILED", "CANCELLED"})
  void nothingHappensToARunThatHasEnded(RunState end) {
    var ended = running.letGo(end, "why");
    assertIgnored(ended, new Placed("w1"));
    assertIgnored(ended, new CancelRequested("no more"));
    assertIgnored(ended, new WorkerSaid(succeeded(queued, 1, "w1")));
    assertIgnored(ended, new AttemptLost(1, "silent", false));
    assertIgnored(ended, new OfferUnanswered(1));
    assertIgnored(ended, new StopOverdue(1));
  }

  @Test
  void aWorkerThatStopsUnaskedForCancelsTheRun() {
    var word = stopped(queued, 1, "w1", StopReason.CANCEL, 4);
    var decision = LIFECYCLE.decide(running, new WorkerSaid(word));
    assertThat(decision.life().state()).isEqualTo(RunState.CANCELLED);
    assertThat(decision.life().reason()).contains("stopped by its worker");
  }

  @Test
  void aPausedRunCanBeCancelledAndNothingElse() {
    var paused = queued.letGo(RunState.PAUSED, null);
    assertIgnored(paused, new Placed("w1"));
    assertIgnored(paused, new AttemptLost(0, "silent", false));
    assertThat(after(paused, new CancelRequested("no more")).state()).isEqualTo(RunState.CANCELLED);
  }

  private static RunLife after(RunLife life, RunEvent event) {
    return LIFECYCLE.decide(life, event).life();
  }

  private static void assertIgnored(RunLife life, RunEvent event) {
    var decision = LIFECYCLE.decide(life, event);
    assertThat(decision.ignored()).as("%s in %s", event, life.state()).isPresent();
    assertThat(decision.life()).isEqualTo(life);
    assertThat(decision.effects()).isEmpty();
  }
}
