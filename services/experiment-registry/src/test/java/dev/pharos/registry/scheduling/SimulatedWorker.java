package dev.pharos.registry.scheduling;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.AttemptCheckpointed;
import dev.pharos.contracts.job.AttemptEvent;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.contracts.job.AttemptStopped;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.registry.placement.AvailableWorker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** A worker of a simulation. Its clock is wrong, it may stand still for a while, and it may die. */
final class SimulatedWorker {
  private static final ArtifactRef SOMETHING = new ArtifactRef("sha256:" + "0".repeat(64), 1);
  private static final long CHECKPOINT_EVERY = 15_000;

  private final Agenda agenda;
  private final Random random;
  private final SimulatedNetwork network;
  private final SimulatedRegistry registry;
  private final AvailableWorker self;
  private final long skew;
  private final Map<ActiveAttempt, Training> active = new LinkedHashMap<>();
  private final Set<ActiveAttempt> known = new HashSet<>();
  private final Set<ActiveAttempt> deaf = new HashSet<>();
  private final List<Runnable> whileStill = new ArrayList<>();
  private boolean alive = true;
  private boolean still;

  private record Training(long from, long began) {}

  SimulatedWorker(
      Agenda agenda,
      Random random,
      SimulatedNetwork network,
      SimulatedRegistry registry,
      AvailableWorker self) {
    this.agenda = agenda;
    this.random = random;
    this.network = network;
    this.registry = registry;
    this.self = self;
    this.skew = random.nextInt(7_200_000) - 3_600_000L;
    beat();
    agenda.every(900 + random.nextInt(200), this::beat);
  }

  AvailableWorker self() {
    return self;
  }

  boolean alive() {
    return alive;
  }

  void die() {
    alive = false;
    active.clear();
  }

  /** Stands still, and does late what it should have done meanwhile. */
  void standStill(long millis) {
    still = true;
    agenda.after(
        millis,
        () -> {
          still = false;
          var late = List.copyOf(whileStill);
          whileStill.clear();
          late.forEach(Runnable::run);
        });
  }

  private void act(Runnable what) {
    if (!alive) {
      return;
    }
    if (still) {
      whileStill.add(what);
    } else {
      what.run();
    }
  }

  private boolean beat() {
    if (alive && !still) {
      var names = Set.copyOf(active.keySet());
      network.send(() -> registry.heard(self.id(), names));
    }
    return alive;
  }

  private Instant clock() {
    return agenda.now().plusMillis(skew);
  }

  /** Told of an attempt, perhaps again. */
  void assign(UUID run, int attempt, long checkpoint, long work) {
    act(
        () -> {
          var key = new ActiveAttempt(run, attempt);
          if (!known.add(key)) {
            return;
          }
          if (active.size() >= 2 * self.slots()) {
            say(
                new AttemptStopped(
                    run, attempt, self.id(), StopReason.RELEASE, checkpoint, SOMETHING, clock()));
            return;
          }
          active.put(key, new Training(checkpoint, agenda.millis()));
          beat();
          say(new AttemptStarted(run, attempt, self.id(), "sim", 1, work, checkpoint, clock()));
          agenda.after(work - checkpoint, () -> act(() -> done(key)));
          agenda.after(CHECKPOINT_EVERY, () -> act(() -> checkpoint(key)));
          if (random.nextInt(40) == 0) {
            agenda.after(random.nextInt(30_000), () -> act(() -> fail(key)));
          }
        });
  }

  /** Told to stop; some do not hear it the first time. */
  void stop(UUID run, int attempt, StopReason reason) {
    act(
        () -> {
          var key = new ActiveAttempt(run, attempt);
          if (random.nextInt(20) == 0 && deaf.add(key)) {
            return;
          }
          agenda.after(100 + random.nextInt(2_000), () -> act(() -> stopped(key, reason)));
        });
  }

  private void done(ActiveAttempt key) {
    if (active.remove(key) != null) {
      say(
          new AttemptSucceeded(
              key.run(),
              key.attempt(),
              self.id(),
              Map.of(),
              null,
              null,
              SOMETHING,
              List.of("a", "b"),
              List.of(),
              clock()));
      beat();
    }
  }

  private void checkpoint(ActiveAttempt key) {
    var training = active.get(key);
    if (training != null) {
      say(
          new AttemptCheckpointed(
              key.run(), key.attempt(), self.id(), 1, trained(training), SOMETHING, clock()));
      agenda.after(CHECKPOINT_EVERY, () -> act(() -> checkpoint(key)));
    }
  }

  private void fail(ActiveAttempt key) {
    if (active.remove(key) != null) {
      var retryable = random.nextInt(5) > 0;
      say(
          new AttemptFailed(
              key.run(), key.attempt(), self.id(), "out of luck", retryable, clock()));
      beat();
    }
  }

  private void stopped(ActiveAttempt key, StopReason reason) {
    var training = active.remove(key);
    if (training == null && known.contains(key)) {
      return;
    }
    known.add(key);
    long step = training == null ? 0 : trained(training);
    say(
        new AttemptStopped(
            key.run(),
            key.attempt(),
            self.id(),
            reason,
            step,
            training == null ? null : SOMETHING,
            clock()));
    beat();
  }

  private long trained(Training training) {
    return training.from() + agenda.millis() - training.began();
  }

  private void say(AttemptEvent word) {
    network.send(() -> registry.told(word));
  }
}
