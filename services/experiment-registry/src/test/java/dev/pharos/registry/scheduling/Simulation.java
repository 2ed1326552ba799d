package dev.pharos.registry.scheduling;

import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.Otherwise;
import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.lifecycle.RunEvent.CancelRequested;
import dev.pharos.registry.lifecycle.RunEvent.PauseRequested;
import dev.pharos.registry.lifecycle.RunEvent.ResumeRequested;
import dev.pharos.registry.placement.AvailableWorker;
import dev.pharos.registry.placement.Demand;
import dev.pharos.registry.placement.Policy;
import dev.pharos.registry.placement.Scheduler;
import dev.pharos.registry.placement.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Workers and jobs in a world where messages are lost, come twice and late, workers die and stand
 * still, clocks are wrong, people change their minds, and the registry that schedules is replaced.
 * The same seed is the same history.
 */
final class Simulation {
  private static final long GB = 1L << 30;
  private static final Policy POLICY =
      new Policy(Duration.ofSeconds(10), 10, Duration.ofSeconds(5), Duration.ofSeconds(60));
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          3,
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));

  /**
   * What there is.
   *
   * @param workers how many at a time
   * @param jobs how many in all
   * @param submission time within which they come
   * @param longestWait by when a run that could be served is
   * @param alike whether all are of one team and ask nothing of their workers
   */
  record Size(int workers, int jobs, Duration submission, Duration longestWait, boolean alike) {}

  /**
   * What came of it.
   *
   * @param states how many runs ended in each state
   * @param attempts how many attempts there were
   * @param tookSeconds simulated seconds
   */
  record Outcome(Map<RunState, Long> states, int attempts, long tookSeconds) {}

  private final Size size;
  private final List<Team> teams;
  private final Random random;
  private final Agenda agenda = new Agenda();
  private final SimulatedRegistry registry;
  private final SimulatedNetwork network;
  private final Invariants invariants;
  private final Map<String, SimulatedWorker> workers = new LinkedHashMap<>();
  private final Map<String, AvailableWorker> fleet = new LinkedHashMap<>();
  private final List<SimulatedRun> submitted = new ArrayList<>();
  private SimulatedPass leader;
  private int born;

  Simulation(Size size, long seed) {
    this.size = size;
    this.teams =
        List.of(
            new Team("wide", 3, OptionalInt.empty()),
            new Team("narrow", 1, OptionalInt.empty()),
            new Team("bounded", 1, OptionalInt.of(Math.max(3, size.workers() / 15))));
    this.random = new Random(seed);
    this.network = new SimulatedNetwork(agenda, random);
    this.registry = new SimulatedRegistry(agenda, network, PATIENCE);
    this.invariants = new Invariants(registry, POLICY, size.longestWait());
    registry.directory(workers::get);
  }

  /** Lets it all happen, until every run has ended. */
  Outcome run() {
    for (int i = 0; i < size.workers(); i++) {
      addWorker(i);
    }
    for (int i = 0; i < size.jobs(); i++) {
      agenda.after(random.nextInt((int) size.submission().toMillis()), this::submit);
    }
    leader = newLeader();
    agenda.every(1_000, this::pass);
    agenda.every(997, this::disturb);
    boolean done =
        agenda.run(Duration.ofHours(12).toMillis(), () -> registry.ended() == size.jobs());
    registry.check(done, "these have not ended: %s", left());
    return outcome();
  }

  private List<String> left() {
    return registry.runs().values().stream()
        .filter(run -> !run.state().ended())
        .map(run -> run.life + " " + run.demand)
        .toList();
  }

  private Outcome outcome() {
    var runs = registry.runs().values();
    for (var run : runs) {
      registry.check(
          (run.results == 1) == (run.state() == RunState.SUCCEEDED), "results of %s", run.life);
    }
    return new Outcome(
        runs.stream().collect(Collectors.groupingBy(SimulatedRun::state, Collectors.counting())),
        runs.stream().mapToInt(run -> run.life.attempt()).sum(),
        agenda.millis() / 1_000);
  }

  private SimulatedPass newLeader() {
    return new SimulatedPass(
        agenda, registry, fleet, teams, PATIENCE, new Scheduler(POLICY), invariants);
  }

  private boolean pass() {
    if (leader != null) {
      leader.run();
    }
    return true;
  }

  /** Every kind of capability is there at all times: a worker that dies comes back as another. */
  private void addWorker(int kind) {
    var self =
        new AvailableWorker(
            "w" + born++,
            kind % 3 == 0 ? Device.CUDA : Device.CPU,
            1 + kind % 4,
            1 + kind % 4,
            (4 + kind % 5) * GB,
            (4 + kind % 5) * GB,
            kind % 2 == 0 ? Map.of("zone", "lab") : Map.of());
    fleet.put(self.id(), self);
    var worker = new SimulatedWorker(agenda, random, network, registry, self);
    workers.put(self.id(), worker);
    long life = (long) (-Math.log(1 - random.nextDouble()) * 400_000);
    agenda.after(
        life,
        () -> {
          worker.die();
          agenda.after(random.nextInt(8_000), () -> addWorker(kind));
        });
  }

  private void submit() {
    var id = new UUID(random.nextLong(), random.nextLong());
    var demand =
        size.alike()
            ? Demand.of(Device.AUTO, 0)
            : new Demand(
                List.of(Device.values()).get(random.nextInt(3)),
                random.nextInt(4) * GB,
                random.nextInt(8) == 0 ? 2 + random.nextInt(2) : 1,
                random.nextInt(6) == 0 ? Map.of("zone", "lab") : Map.of());
    var awaited = new ArrayList<SimulatedRun>();
    if (!submitted.isEmpty() && random.nextInt(6) == 0) {
      awaited.add(submitted.get(random.nextInt(submitted.size())));
    }
    var startAfter =
        random.nextInt(8) == 0
            ? Optional.of(agenda.now().plusMillis(random.nextInt(60_000)))
            : Optional.<Instant>empty();
    var run =
        new SimulatedRun(
            id,
            teams.get(size.alike() ? 0 : random.nextInt(10) == 0 ? 2 : random.nextInt(2)).name(),
            random.nextInt(4) == 0 ? 1 + random.nextInt(99) : 50,
            submitted.size(),
            agenda.now(),
            startAfter,
            awaited,
            List.of(Otherwise.values()).get(random.nextInt(3)),
            demand,
            random.nextInt(5) > 0,
            2_000 + random.nextInt(40_000),
            1 + random.nextInt(4));
    submitted.add(run);
    registry.submit(run);
  }

  /** About once a second something goes wrong, or somebody wants something. */
  private boolean disturb() {
    if (random.nextInt(3) == 0) {
      var all = List.copyOf(workers.values());
      all.get(random.nextInt(all.size())).standStill(random.nextInt(30_000));
    }
    workers.values().removeIf(worker -> !worker.alive());
    if (random.nextInt(60) == 0) {
      leader = null;
      agenda.after(1_000 + random.nextInt(6_000), () -> leader = newLeader());
    }
    if (!submitted.isEmpty()) {
      var run = submitted.get(random.nextInt(submitted.size())).id;
      switch (random.nextInt(20)) {
        case 0 -> registry.happen(run, new CancelRequested("no more", random.nextBoolean()));
        case 1, 2, 3 -> {
          registry.happen(run, new PauseRequested("later"));
          agenda.after(random.nextInt(20_000), () -> registry.happen(run, new ResumeRequested()));
        }
        default -> {}
      }
    }
    return true;
  }
}
