package dev.pharos.registry.search;

import static dev.pharos.contracts.job.RunState.CANCELLED;
import static dev.pharos.contracts.job.RunState.FAILED;
import static dev.pharos.contracts.job.RunState.PAUSED;
import static dev.pharos.contracts.job.RunState.RUNNING;
import static dev.pharos.contracts.job.RunState.SUCCEEDED;
import static dev.pharos.registry.search.TrialState.ACTIVE;
import static dev.pharos.registry.search.TrialState.HELD;
import static dev.pharos.registry.search.TrialState.STOPPED;
import static dev.pharos.registry.search.TrialState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.SweepMode;
import dev.pharos.registry.search.Plan.Comparison;
import dev.pharos.registry.search.Plan.End;
import dev.pharos.registry.search.Plan.Step;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One look at a time, worked out by hand. */
class SweepPlannerTest {
  private static final Rungs RUNGS = Rungs.of(9, 3, 5);

  @Test
  void rungsAreTheEndAndWhatDividesIt() {
    assertThat(RUNGS.times()).containsExactly(1L, 3L, 9L);
    assertThat(Rungs.of(81, 3, 3).times()).containsExactly(9L, 27L, 81L);
    assertThat(Rungs.of(10, 4, 5).times()).containsExactly(2L, 10L);
    assertThat(Rungs.of(1, 3, 5).times()).containsExactly(1L);
  }

  @Test
  void trialsBeginInOrderAsLongAsThereIsRoom() {
    var plan = plan(2, active(1, RUNNING), waiting(2), waiting(3), waiting(4));

    assertThat(plan.begun()).containsExactly(2);
  }

  @Test
  void whoeverIsNotAmongTheBestThirdIsSetAsideAndItsPlaceIsTaken() {
    var plan = plan(2, measured(1, 0, 0.5), active(2, RUNNING), waiting(3));

    // One was compared, and a third of one is none (algorithm 2, line 12).
    assertThat(plan.records()).containsExactly(new Comparison(1, 0, 0.5));
    assertThat(plan.held()).containsExactly(new Step(1, 0));
    assertThat(plan.begun()).containsExactly(3);
  }

  @Test
  void theBestOfThreeGoesOnWithoutAStop() {
    var plan = plan(3, held(1, 0, 0.5), held(2, 0, 0.4), measured(3, 0, 0.3));

    assertThat(plan.passed()).containsExactly(new Step(3, 0));
    assertThat(plan.held()).isEmpty();
    assertThat(plan.resumed()).isEmpty();
  }

  @Test
  void whoeverBecameOneOfTheBestGoesOnBeforeANewTrialBegins() {
    var plan = plan(1, held(1, 0, 0.2), held(2, 0, 0.4), measured(3, 0, 0.3), waiting(4));

    assertThat(plan.held()).containsExactly(new Step(3, 0));
    assertThat(plan.resumed()).containsExactly(new Step(1, 0));
    assertThat(plan.begun()).isEmpty();
  }

  @Test
  void theHighestRungComesFirst() {
    var plan =
        plan(
            1,
            held(1, 1, 0.2),
            held(2, 1, 0.25),
            held(3, 1, 0.3),
            // At the lowest rung nine: the best three are 1, 2 and 4.
            heldWith(4, Map.of(0, 0.1)),
            held(5, 0, 0.7),
            held(6, 0, 0.7),
            held(7, 0, 0.7),
            held(8, 0, 0.7),
            held(9, 0, 0.7));

    assertThat(plan.resumed()).containsExactly(new Step(1, 1));
  }

  @Test
  void whatWasLetGoOnIsNotLetGoOnAgain() {
    var promoted =
        new Trial(1, ACTIVE, RUNNING, value(0.1), 1, Map.of(0, 0.1), Map.of(), Set.of(0));
    var plan = plan(4, promoted, held(2, 0, 0.2), held(3, 0, 0.3));

    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void notANumberIsWorstAndNeverGoesOn() {
    var plan = plan(4, measured(1, 0, Double.NaN), measured(2, 0, 0.9), measured(3, 0, Double.NaN));

    assertThat(plan.passed()).containsExactly(new Step(2, 0));
    assertThat(plan.held()).containsExactly(new Step(1, 0), new Step(3, 0));
  }

  @Test
  void whatFailsCountsAsWorstAtItsNextRung() {
    var failed = new Trial(3, ACTIVE, FAILED, value(0.1), 2, Map.of(0, 0.1), Map.of(), Set.of(0));
    var plan = plan(4, held(1, 0, 0.5), held(2, 0, 0.4), failed);

    assertThat(plan.records()).containsExactly(new Comparison(3, 1, Double.NaN));
    assertThat(plan.ends()).containsExactly(new End(3, TrialState.FAILED, null));
  }

  @Test
  void aTrialThatEndsByItselfIsComparedAtEveryRungItDidNotReach() {
    var done = new Trial(1, ACTIVE, SUCCEEDED, value(0.1), 2, Map.of(0, 0.3), Map.of(), Set.of(0));

    assertThat(plan(4, done, active(2, RUNNING)).records())
        .containsExactly(new Comparison(1, 1, 0.1), new Comparison(1, 2, 0.1));
  }

  @Test
  void moreIsBetterWhereTheModeSaysSo() {
    var trials = List.of(held(1, 0, 0.5), held(2, 0, 0.9), measured(3, 0, 0.7));
    var plan =
        SweepPlanner.plan(
            new Situation("m", SweepMode.MAX, RUNGS, 4, OptionalLong.empty(), false, trials));

    assertThat(plan.resumed()).containsExactly(new Step(2, 0));
  }

  @Test
  void whenNothingIsLeftTheOneThatStandsHighestIsTrainedToTheEnd() {
    // Two trials: a third of two is none, and yet a search must have a result.
    var plan = plan(4, held(1, 0, 0.5), held(2, 0, 0.4));

    assertThat(plan.resumed()).containsExactly(new Step(2, 0));
    assertThat(plan.stopped()).isEmpty();
  }

  @Test
  void theOthersAreStoppedEarlyAndThenTheSweepEnds() {
    var done =
        new Trial(
            1,
            TrialState.SUCCEEDED,
            SUCCEEDED,
            value(0.1),
            9,
            Map.of(0, 0.3, 1, 0.2, 2, 0.1),
            Map.of(),
            Set.of(0, 1));
    var plan = plan(4, done, held(2, 0, 0.5), held(3, 0, 0.4));

    assertThat(plan.stopped())
        .containsExactly(
            new End(2, STOPPED, "stopped early: 3 of 3 at rung 1"),
            new End(3, STOPPED, "stopped early: 2 of 3 at rung 1"));
    assertThat(plan.end()).isEmpty();

    var stopped =
        Stream.of(2, 3)
            .map(
                number ->
                    new Trial(
                        number,
                        STOPPED,
                        CANCELLED,
                        value(0.5),
                        1,
                        Map.of(0, 0.5),
                        Map.of(),
                        Set.of()));
    var last = plan(4, Stream.concat(Stream.of(done), stopped).toArray(Trial[]::new));
    assertThat(last.end()).contains(new Plan.SweepEnd(true, null));
  }

  @Test
  void whatWasTrainedToTheEndBeforeItStoppedIsLetFinish() {
    var done = heldWith(1, Map.of(0, 0.9, 1, 0.8, 2, 0.7));
    var plan = plan(1, done, active(2, RUNNING), waiting(3));

    assertThat(plan.resumed()).containsExactly(new Step(1, 2));
    assertThat(plan.begun()).isEmpty();
  }

  @Test
  void aPausedSweepBeginsAndEndsNothingAndStillCompares() {
    var trials = List.of(measured(1, 0, 0.5), waiting(2), held(3, 0, 0.4));
    var plan =
        SweepPlanner.plan(
            new Situation("m", SweepMode.MIN, RUNGS, 4, OptionalLong.empty(), true, trials));

    assertThat(plan.held()).containsExactly(new Step(1, 0));
    assertThat(plan.begun()).isEmpty();
    assertThat(plan.resumed()).isEmpty();
    assertThat(plan.stopped()).isEmpty();
  }

  @Test
  void whenTheEpochsAreSpentWhatTrainsGoesToItsRungAndNothingBegins() {
    var active = active(2, RUNNING);
    assertThat(spent(1, held(1, 0, 0.5), active, waiting(3)).isEmpty()).isTrue();

    var plan = spent(1, held(1, 0, 0.5), held(2, 0, 0.4), waiting(3));
    assertThat(plan.stopped())
        .extracting(End::reason)
        .containsExactly(
            "stopped early: 2 of 2 at rung 1",
            "stopped early: 1 of 2 at rung 1",
            "not begun: the 1 epochs of the sweep are spent");
  }

  @Test
  void withoutRungsTrialsRunToTheirEnd() {
    var trials =
        List.of(
            new Trial(1, ACTIVE, SUCCEEDED, value(0.2), 9, Map.of(), Map.of(), Set.of()),
            active(2, PAUSED),
            waiting(3),
            waiting(4));
    var plan = SweepPlanner.plan(grid(trials));

    assertThat(plan.ends()).containsExactly(new End(1, TrialState.SUCCEEDED, null));
    assertThat(plan.begun()).containsExactly(3);
  }

  @Test
  void aSweepWithoutAnyValueFails() {
    var trials =
        List.of(
            new Trial(
                1,
                TrialState.FAILED,
                FAILED,
                OptionalDouble.empty(),
                0,
                Map.of(),
                Map.of(),
                Set.of()));

    assertThat(SweepPlanner.plan(grid(trials)).end())
        .contains(new Plan.SweepEnd(false, "no trial came to its end with a value of 'm'"));
  }

  @Test
  void theBestIsOneThatWasTrainedToTheEnd() {
    var stopped = new Trial(1, STOPPED, CANCELLED, value(0.01), 1, Map.of(), Map.of(), Set.of());
    var done =
        new Trial(2, TrialState.SUCCEEDED, SUCCEEDED, value(0.02), 9, Map.of(), Map.of(), Set.of());
    var failed =
        new Trial(3, TrialState.FAILED, FAILED, value(0.001), 9, Map.of(), Map.of(), Set.of());

    assertThat(Best.of(List.of(stopped, done, failed), SweepMode.MIN)).contains(done);
    assertThat(Best.of(List.of(stopped, failed), SweepMode.MIN)).contains(stopped);
  }

  private static Situation grid(List<Trial> trials) {
    return new Situation("m", SweepMode.MIN, Rungs.none(), 2, OptionalLong.empty(), false, trials);
  }

  private static Plan plan(int concurrent, Trial... trials) {
    return SweepPlanner.plan(
        new Situation(
            "m", SweepMode.MIN, RUNGS, concurrent, OptionalLong.empty(), false, List.of(trials)));
  }

  private static Plan spent(long epochs, Trial... trials) {
    return SweepPlanner.plan(
        new Situation(
            "m", SweepMode.MIN, RUNGS, 4, OptionalLong.of(epochs), false, List.of(trials)));
  }

  private static OptionalDouble value(double value) {
    return OptionalDouble.of(value);
  }

  private static Trial waiting(int number) {
    return new Trial(
        number, WAITING, null, OptionalDouble.empty(), 0, Map.of(), Map.of(), Set.of());
  }

  private static Trial active(int number, RunState run) {
    return new Trial(number, ACTIVE, run, OptionalDouble.empty(), 1, Map.of(), Map.of(), Set.of());
  }

  private static Trial measured(int number, int rung, double value) {
    return new Trial(
        number, ACTIVE, RUNNING, value(value), 1, Map.of(), Map.of(rung, value), Set.of());
  }

  /** A trial that went on to a rung and waits there. */
  private static Trial held(int number, int rung, double value) {
    return rung == 0
        ? heldWith(number, Map.of(0, value))
        : heldWith(number, Map.of(0, value, rung, value));
  }

  private static Trial heldWith(int number, Map<Integer, Double> rungs) {
    return new Trial(number, HELD, PAUSED, value(0.5), 1, rungs, Map.of(), Set.of());
  }
}
