package dev.pharos.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.registry.lifecycle.RunEffect.BackOff;
import dev.pharos.registry.lifecycle.RunEffect.BeginAttempt;
import dev.pharos.registry.lifecycle.RunEffect.EndAttempt;
import dev.pharos.registry.lifecycle.RunEffect.EndRun;
import dev.pharos.registry.lifecycle.RunEffect.RegisterModel;
import dev.pharos.registry.lifecycle.RunEvent.AttemptLost;
import dev.pharos.registry.lifecycle.RunEvent.CancelRequested;
import dev.pharos.registry.lifecycle.RunEvent.DependencyBroken;
import dev.pharos.registry.lifecycle.RunEvent.OfferUnanswered;
import dev.pharos.registry.lifecycle.RunEvent.PauseRequested;
import dev.pharos.registry.lifecycle.RunEvent.Placed;
import dev.pharos.registry.lifecycle.RunEvent.Preempted;
import dev.pharos.registry.lifecycle.RunEvent.ResumeRequested;
import dev.pharos.registry.lifecycle.RunEvent.StopOverdue;
import dev.pharos.registry.lifecycle.RunEvent.WorkerSaid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories, duplicates and stale words among them: what must hold in every one. */
class RunLifecycleInvariantsTest {
  private static final RunLifecycle LIFECYCLE =
      new RunLifecycle(new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(8)));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void holdInEveryHistory(long seed) {
    var random = new Random(seed);
    for (var history = 0; history < 2_000; history++) {
      live(random);
    }
  }

  private static void live(Random random) {
    var life =
        RunLife.queued(new UUID(random.nextLong(), random.nextLong()), 1 + random.nextInt(4));
    var effects = new ArrayList<RunEffect>();
    for (var step = 0; step < 40; step++) {
      var event = event(life, random);
      var decision = LIFECYCLE.decide(life, event);
      check(life, event, decision);
      // The same event again may change nothing but ask or tell the worker once more.
      if (event instanceof WorkerSaid) {
        assertThat(LIFECYCLE.decide(decision.life(), event).life()).isEqualTo(decision.life());
      }
      life = decision.life();
      effects.addAll(decision.effects());
    }
    checkWhole(life, effects);
  }

  private static void check(RunLife before, RunEvent event, Decision decision) {
    var after = decision.life();
    assertThat(after.run()).isEqualTo(before.run());
    assertThat(after.attempt()).isBetween(before.attempt(), before.attempt() + 1);
    assertThat(after.failures()).isBetween(before.failures(), before.failures() + 1);
    if (before.state().ended() || decision.ignored().isPresent()) {
      assertThat(after).isEqualTo(before);
      assertThat(decision.effects()).isEmpty();
    }
    if (event instanceof WorkerSaid said && said.word().attempt() != before.attempt()) {
      assertThat(decision.ignored()).isPresent();
    }
    if (before.cancelling() && !after.held()) {
      assertThat(after.state()).isEqualTo(RunState.CANCELLED);
    }
    var waits = decision.effects().stream().anyMatch(BackOff.class::isInstance);
    if (waits) {
      assertThat(after.state()).isEqualTo(RunState.QUEUED);
    }
    assertThat(decision.effects().contains(new EndRun()))
        .isEqualTo(after.state().ended() && !before.state().ended());
  }

  private static void checkWhole(RunLife life, List<RunEffect> effects) {
    var begun = numbers(effects, BeginAttempt.class);
    var ended = numbers(effects, EndAttempt.class);
    assertThat(begun).isSorted().doesNotHaveDuplicates().hasSize(life.attempt());
    assertThat(ended).isEqualTo(life.held() ? begun.subList(0, begun.size() - 1) : begun);
    assertThat(effects.stream().filter(EndRun.class::isInstance)).hasSizeLessThanOrEqualTo(1);
    assertThat(effects.stream().anyMatch(RegisterModel.class::isInstance))
        .isEqualTo(life.state() == RunState.SUCCEEDED);
    long counted =
        effects.stream()
            .filter(effect -> effect instanceof EndAttempt end && end.state().counts())
            .count();
    // A stop that had to be forced is no failure, and leaves the attempt lost.
    assertThat(counted - life.failures())
        .isBetween(0L, life.wishes(StopWish.Kind.CANCEL) ? 1L : 0L);
  }

  private static List<Integer> numbers(List<RunEffect> effects, Class<?> kind) {
    return effects.stream()
        .filter(kind::isInstance)
        .map(
            effect ->
                effect instanceof BeginAttempt begin
                    ? begin.attempt()
                    : ((EndAttempt) effect).attempt())
        .toList();
  }

  private static RunEvent event(RunLife life, Random random) {
    int attempt = Math.max(0, life.attempt() - (random.nextInt(4) == 0 ? 1 : 0));
    var worker = random.nextInt(8) == 0 ? "other" : life.worker().orElse("w1");
    return switch (random.nextInt(18)) {
      case 0, 1, 2, 3 -> new Placed("w" + random.nextInt(3));
      case 4, 5 -> new WorkerSaid(Words.started(life, attempt, worker));
      case 6 -> new WorkerSaid(Words.checkpointed(life, attempt, worker, random.nextInt(100)));
      case 7 -> new WorkerSaid(Words.succeeded(life, attempt, worker));
      case 8 -> new WorkerSaid(Words.failed(life, attempt, worker, random.nextInt(4) > 0));
      case 9 -> new WorkerSaid(Words.stopped(life, attempt, worker, StopReason.RELEASE, 5));
      case 10 -> new OfferUnanswered(attempt);
      case 11 -> new AttemptLost(attempt, "silent", random.nextBoolean());
      case 12 -> new StopOverdue(attempt);
      case 13 -> new PauseRequested("later");
      case 14 -> new ResumeRequested();
      case 15 -> new Preempted(attempt, "made room");
      case 16 ->
          random.nextInt(20) == 0
              ? new DependencyBroken("skipped", random.nextBoolean())
              : new ResumeRequested();
      default ->
          random.nextInt(4) == 0
              ? new CancelRequested("no more", random.nextBoolean())
              : new WorkerSaid(Words.checkpointed(life, attempt, worker, random.nextInt(100)));
    };
  }
}
