package dev.pharos.registry.search;

import dev.pharos.contracts.job.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides what is to be done about a sweep: a pure function of what is known of it.
 *
 * <p>With rungs this is ASHA as Li and others describe it (2020, algorithm 2): a trial that reaches
 * a rung goes on if it is among the best {@code 1 / divisor} of those that have reached it so far,
 * and is set aside otherwise; who sets in first when a place is free is the best of those that may
 * go on, from the highest rung down, and a new trial where there is none. Besides, so that a small
 * search has a result: when nothing else is left to do and no trial was trained to the end, the one
 * that stands highest goes on. What fails counts as worst at its next rung.
 */
public final class SweepPlanner {
  private final Situation situation;
  private final Ladder ladder;
  private final List<Plan.Comparison> records = new ArrayList<>();
  private final List<Plan.End> ends = new ArrayList<>();
  private final List<Plan.Step> passed = new ArrayList<>();
  private final List<Plan.Step> held = new ArrayList<>();
  private final List<Plan.Step> resumed = new ArrayList<>();
  private final List<Integer> begun = new ArrayList<>();
  private final List<Plan.End> stopped = new ArrayList<>();
  private Optional<Plan.SweepEnd> end = Optional.empty();

  private SweepPlanner(Situation situation) {
    this.situation = situation;
    this.ladder = new Ladder(situation.rungs(), situation.mode());
  }

  /** What is to be done. Asked again when that was done, it says what comes next. */
  public static Plan plan(Situation situation) {
    return new SweepPlanner(situation).plan();
  }

  private Plan plan() {
    situation.trials().forEach(this::enter);
    var going = situation.trials().stream().filter(trial -> isGoing(trial.state())).toList();
    going.forEach(this::compare);
    going.stream().filter(Trial::runEnded).forEach(this::end);
    var active = new ArrayList<>(in(TrialState.ACTIVE));
    active.stream().filter(this::wasCompared).forEach(this::passOrHold);
    active.removeIf(trial -> held.stream().anyMatch(step -> step.trial() == trial.number()));
    if (!situation.paused()) {
      goOn(active.size());
    }
    return new Plan(records, ends, passed, held, resumed, begun, stopped, end);
  }

  private static boolean isGoing(TrialState state) {
    return state == TrialState.ACTIVE || state == TrialState.HELD;
  }

  /** Trials that stand there now and whose runs have not ended. */
  private List<Trial> in(TrialState state) {
    return situation.trials().stream()
        .filter(trial -> trial.state() == state && !trial.runEnded())
        .toList();
  }

  private void enter(Trial trial) {
    trial.rungs().forEach((rung, value) -> ladder.add(trial.number(), rung, value));
    trial.promoted().forEach(rung -> ladder.promote(trial.number(), rung));
  }

  private void compare(Trial trial) {
    var values = new TreeMap<>(trial.measured());
    if (trial.run() == RunState.SUCCEEDED) {
      double last = trial.value().orElse(Double.NaN);
      for (int rung = 0; rung <= situation.rungs().last(); rung++) {
        values.putIfAbsent(rung, last);
      }
    }
    values.keySet().removeAll(trial.rungs().keySet());
    values.forEach((rung, value) -> record(trial.number(), rung, value));
    int next = ladder.rung(trial.number()) + 1;
    if (trial.run() == RunState.FAILED && next <= situation.rungs().last()) {
      record(trial.number(), next, Double.NaN);
    }
  }

  private void record(int trial, int rung, double value) {
    records.add(new Plan.Comparison(trial, rung, value));
    ladder.add(trial, rung, value);
  }

  private void end(Trial trial) {
    var state =
        switch (trial.run()) {
          case SUCCEEDED -> TrialState.SUCCEEDED;
          case FAILED -> TrialState.FAILED;
          default -> TrialState.CANCELLED;
        };
    ends.add(new Plan.End(trial.number(), state, null));
  }

  private boolean wasCompared(Trial trial) {
    return records.stream().anyMatch(record -> record.trial() == trial.number());
  }

  private void passOrHold(Trial trial) {
    if (isAtTheEnd(trial)) {
      return;
    }
    int rung = ladder.rung(trial.number());
    var step = new Plan.Step(trial.number(), rung);
    if (!isSpent() && ladder.isPromotable(trial.number(), rung)) {
      passed.add(step);
      ladder.promote(trial.number(), rung);
    } else {
      held.add(step);
    }
  }

  private boolean isSpent() {
    long epochs = situation.trials().stream().mapToLong(Trial::epochs).sum();
    return situation.maxEpochs().isPresent() && epochs >= situation.maxEpochs().getAsLong();
  }

  private void goOn(int active) {
    int free = situation.concurrent() - active;
    var waiting = new ArrayList<>(in(TrialState.HELD));
    // Trained to the end before its worker heard of the stop: all that is left is the test.
    var done = waiting.stream().filter(this::isAtTheEnd).toList();
    done.forEach(trial -> resumed.add(new Plan.Step(trial.number(), ladder.rung(trial.number()))));
    waiting.removeAll(done);
    free -= done.size();
    if (!isSpent()) {
      ladder.promotable().stream()
          .filter(step -> waiting.stream().anyMatch(trial -> trial.number() == step.trial()))
          .limit(Math.max(0, free))
          .forEach(resumed::add);
      in(TrialState.WAITING).stream()
          .limit(Math.max(0, free - resumed.size()))
          .forEach(trial -> begun.add(trial.number()));
    }
    if (active == 0 && held.isEmpty() && resumed.isEmpty() && begun.isEmpty()) {
      finish(waiting);
    }
  }

  private boolean isAtTheEnd(Trial trial) {
    return ladder.rung(trial.number()) == situation.rungs().last();
  }

  /** Nothing trains, and nothing can begin or go on by itself. */
  private void finish(List<Trial> waiting) {
    var highest =
        waiting.stream()
            .filter(trial -> !Double.isNaN(trial.value().orElse(Double.NaN)))
            .min(ladder.order());
    if (!isSpent() && !ladder.isFinished() && highest.isPresent()) {
      int trial = highest.get().number();
      resumed.add(new Plan.Step(trial, ladder.rung(trial)));
      return;
    }
    waiting.forEach(trial -> stopped.add(stop(trial.number())));
    in(TrialState.WAITING).forEach(trial -> stopped.add(neverBegun(trial.number())));
    if (stopped.isEmpty() && ends.isEmpty()) {
      boolean succeeded = Best.of(situation.trials(), situation.mode()).isPresent();
      var reason =
          succeeded
              ? null
              : "no trial came to its end with a value of '%s'".formatted(situation.metric());
      end = Optional.of(new Plan.SweepEnd(succeeded, reason));
    }
  }

  private Plan.End stop(int trial) {
    int rung = ladder.rung(trial);
    return new Plan.End(trial, TrialState.STOPPED, "stopped early: " + ladder.place(trial, rung));
  }

  private Plan.End neverBegun(int trial) {
    var reason =
        "not begun: the %d epochs of the sweep are spent"
            .formatted(situation.maxEpochs().orElseThrow());
    return new Plan.End(trial, TrialState.CANCELLED, reason);
  }
}
