package dev.pharos.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.SweepMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole sweeps over trials of different speed, some of which fail. */
class SweepSimulationTest {
  private static final int TRIALS = 27;
  private static final int CONCURRENT = 4;
  private static final Rungs RUNGS = Rungs.of(9, 3, 5);

  private static final class Actor {
    private final int number;
    private final double quality;
    private final int fate;
    private TrialState state = TrialState.WAITING;
    private RunState run;
    private long epochs;
    private final Map<Integer, Double> rungs = new HashMap<>();
    private final Set<Integer> promoted = new HashSet<>();

    Actor(int number, SplittableRandom random) {
      this.number = number;
      this.quality = random.nextDouble();
      this.fate = random.nextInt(10);
    }

    double value() {
      return quality + 1.0 / epochs;
    }

    Trial trial() {
      var measured = new HashMap<Integer, Double>();
      for (int rung = 0; rung < RUNGS.times().size(); rung++) {
        long time = RUNGS.times().get(rung);
        if (!rungs.containsKey(rung) && epochs >= time) {
          measured.put(rung, quality + 1.0 / time);
        }
      }
      return new Trial(
          number,
          state,
          run,
          epochs == 0 ? OptionalDouble.empty() : OptionalDouble.of(value()),
          epochs,
          rungs,
          measured,
          promoted);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aSweepEndsWithAGoodTrialForMuchLessThanAllEpochs(long seed) {
    var random = new SplittableRandom(seed);
    var actors = IntStream.rangeClosed(1, TRIALS).mapToObj(n -> new Actor(n, random)).toList();
    Plan plan;
    int looks = 0;
    do {
      plan = SweepPlanner.plan(situation(actors));
      carryOut(actors, plan);
      assertThat(actors.stream().filter(actor -> actor.state == TrialState.ACTIVE).count())
          .isLessThanOrEqualTo(CONCURRENT);
      train(actors, random);
      assertThat(++looks).as("looks of seed %d", seed).isLessThan(2_000);
    } while (plan.end().isEmpty());

    assertThat(plan.end().orElseThrow().succeeded()).isTrue();
    assertThat(actors).allMatch(actor -> actor.state.ended());
    var best = Best.of(actors.stream().map(Actor::trial).toList(), SweepMode.MIN).orElseThrow();
    assertThat(best.epochs()).isEqualTo(9);
    // The best third of those that reached a rung went on, and not many that only seemed so.
    for (int rung = 0; rung < RUNGS.last(); rung++) {
      int at = rung;
      var there =
          actors.stream()
              .filter(actor -> actor.rungs.containsKey(at))
              .sorted(Comparator.comparingDouble(actor -> actor.rungs.get(at)))
              .toList();
      assertThat(there.subList(0, there.size() / 3))
          .allMatch(actor -> actor.promoted.contains(at) || actor.rungs.get(at).isNaN());
      assertThat(there.stream().filter(actor -> actor.promoted.contains(at)).count())
          .isLessThanOrEqualTo(there.size() / 2 + 1L);
    }
    assertThat(actors.stream().mapToLong(actor -> actor.epochs).sum()).isLessThan(TRIALS * 9 / 2);
  }

  private static Situation situation(List<Actor> actors) {
    return new Situation(
        "m",
        SweepMode.MIN,
        RUNGS,
        CONCURRENT,
        OptionalLong.empty(),
        false,
        actors.stream().map(Actor::trial).toList());
  }

  private static void train(List<Actor> actors, SplittableRandom random) {
    for (var actor : actors) {
      if (actor.state == TrialState.ACTIVE && !actor.run.ended() && random.nextInt(3) > 0) {
        actor.epochs++;
        boolean fails = actor.fate == 0 && actor.epochs == 2;
        actor.run =
            fails ? RunState.FAILED : actor.epochs == 9 ? RunState.SUCCEEDED : RunState.RUNNING;
      }
    }
  }

  private static void carryOut(List<Actor> actors, Plan plan) {
    plan.records().forEach(r -> of(actors, r.trial()).rungs.put(r.rung(), r.value()));
    plan.ends().forEach(end -> of(actors, end.trial()).state = end.state());
    var on = new ArrayList<>(plan.passed());
    on.addAll(plan.resumed());
    on.forEach(step -> of(actors, step.trial()).promoted.add(step.rung()));
    plan.held().forEach(step -> of(actors, step.trial()).state = TrialState.HELD);
    plan.resumed().forEach(step -> of(actors, step.trial()).state = TrialState.ACTIVE);
    for (int trial : plan.begun()) {
      var actor = of(actors, trial);
      assertThat(actor.state).isEqualTo(TrialState.WAITING);
      actor.state = TrialState.ACTIVE;
      actor.run = RunState.RUNNING;
    }
    for (var end : plan.stopped()) {
      of(actors, end.trial()).state = end.state();
      of(actors, end.trial()).run = RunState.CANCELLED;
    }
  }

  private static Actor of(List<Actor> actors, int number) {
    return actors.get(number - 1);
  }
}
