package dev.pharos.registry.scheduling;

import dev.pharos.contracts.job.AttemptEvent;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.registry.lifecycle.RunEffect;
import dev.pharos.registry.lifecycle.RunEvent;
import dev.pharos.registry.lifecycle.RunEvent.AttemptLost;
import dev.pharos.registry.lifecycle.RunEvent.WorkerSaid;
import dev.pharos.registry.lifecycle.RunLife;
import dev.pharos.registry.lifecycle.RunLifecycle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;

/**
 * The tables of a simulation and what is written to them: the decisions are the real ones, carried
 * out here instead of in PostgreSQL.
 */
final class SimulatedRegistry {
  /** A worker as its last heartbeat described it. */
  record Heard(long at, Set<ActiveAttempt> active) {}

  private final Agenda agenda;
  private final SimulatedNetwork network;
  private final RunLifecycle lifecycle;
  private final Map<UUID, SimulatedRun> runs = new LinkedHashMap<>();
  private final Map<String, Heard> workers = new LinkedHashMap<>();
  private Function<String, SimulatedWorker> directory = id -> null;
  private int ended;

  SimulatedRegistry(Agenda agenda, SimulatedNetwork network, Patience patience) {
    this.agenda = agenda;
    this.network = network;
    this.lifecycle = new RunLifecycle(patience.retries());
  }

  void directory(Function<String, SimulatedWorker> found) {
    directory = found;
  }

  Map<UUID, SimulatedRun> runs() {
    return runs;
  }

  Map<String, Heard> workers() {
    return workers;
  }

  int ended() {
    return ended;
  }

  void submit(SimulatedRun run) {
    runs.put(run.id, run);
  }

  void heard(String worker, Set<ActiveAttempt> active) {
    workers.put(worker, new Heard(agenda.millis(), active));
  }

  void told(AttemptEvent word) {
    happen(word.run(), new WorkerSaid(word));
  }

  /** Lets an event happen to a run, and carries out what is decided. */
  void happen(UUID id, RunEvent event) {
    var run = runs.get(id);
    var before = run.life;
    var decision = lifecycle.decide(before, event);
    if (decision.ignored().isPresent()) {
      return;
    }
    checkFence(before, event);
    var after = decision.life();
    count(run, event, before, after);
    run.life = after;
    if (before.wish().isEmpty() && after.wish().isPresent()) {
      run.stopAskedAt = Optional.of(agenda.now());
    } else if (after.wish().isEmpty()) {
      run.stopAskedAt = Optional.empty();
    }
    if (before.state() == RunState.PAUSED && after.state() == RunState.QUEUED) {
      run.queuedAt = agenda.now();
    }
    decision.effects().forEach(effect -> carryOut(run, effect));
    if (after.state().ended()) {
      ended++;
    }
  }

  /** What a worker says counts only for the attempt that it holds at this moment. */
  private void checkFence(RunLife before, RunEvent event) {
    if (event instanceof WorkerSaid said) {
      check(
          before.held()
              && before.attempt() == said.word().attempt()
              && before.worker().orElseThrow().equals(said.word().worker()),
          "%s was accepted of %s",
          said.word(),
          before);
    }
    check(!before.state().ended(), "%s changed %s, which had ended", event, before);
  }

  private void count(SimulatedRun run, RunEvent event, RunLife before, RunLife after) {
    var failed = event instanceof WorkerSaid said && said.word() instanceof AttemptFailed;
    if (failed || (event instanceof AttemptLost lost && !lost.orderly())) {
      run.badEnds++;
    }
    check(after.failures() <= run.badEnds, "%s counts what was no failure: %s", after, event);
    check(after.attempt() - before.attempt() <= 1, "%s skips an attempt", after);
  }

  private void carryOut(SimulatedRun run, RunEffect effect) {
    if (effect instanceof RunEffect.BeginAttempt begin) {
      run.assignedAt = agenda.now();
      run.lastWorker = Optional.of(begin.worker());
    } else if (effect instanceof RunEffect.Offer offer) {
      run.offeredAt = agenda.now();
      long from = run.checkpoint;
      toWorker(offer.worker(), worker -> worker.assign(run.id, offer.attempt(), from, run.work));
    } else if (effect instanceof RunEffect.AskToStop ask) {
      toWorker(ask.worker(), worker -> worker.stop(run.id, ask.attempt(), ask.reason()));
    } else if (effect instanceof RunEffect.KeepCheckpoint keep) {
      run.checkpoint = keep.step();
    } else if (effect instanceof RunEffect.BackOff backOff) {
      run.notBefore = agenda.now().plus(backOff.delay());
    } else if (effect instanceof RunEffect.RegisterModel) {
      run.results++;
      check(run.results == 1, "run %s has a second result", run.id);
    }
  }

  void toWorker(String id, Consumer<SimulatedWorker> what) {
    network.send(
        () -> {
          var worker = directory.apply(id);
          if (worker != null) {
            what.accept(worker);
          }
        });
  }

  /** What must hold; values stand for each %s of the words. */
  void check(boolean holds, String words, Object... values) {
    if (!holds) {
      var text = words;
      for (var value : values) {
        text = text.replaceFirst("%[sd]", Matcher.quoteReplacement(String.valueOf(value)));
      }
      throw new AssertionError("after " + agenda.millis() + " ms: " + text);
    }
  }
}
