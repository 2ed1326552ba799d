package dev.pharos.registry.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.Otherwise;
import dev.pharos.contracts.job.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Shares, limits, age, what runs wait for, and who makes room. */
class ServiceOrderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Scheduler SCHEDULER = new Scheduler(Policy.USUAL);
  private static final Demand ONE = Demand.of(Device.AUTO, 0);

  private final List<WaitingRun> waiting = new ArrayList<>();
  private final List<HeldRun> held = new ArrayList<>();
  private final List<AvailableWorker> workers = new ArrayList<>();
  private final List<Team> teams = new ArrayList<>();

  @Test
  void teamsAreServedInProportionToTheirShares() {
    teams.add(new Team("wide", 3, OptionalInt.empty()));
    teams.add(new Team("narrow", 1, OptionalInt.empty()));
    for (int i = 0; i < 8; i++) {
      waits("narrow", 50, 0, ONE);
    }
    for (int i = 0; i < 8; i++) {
      waits("wide", 50, 0, ONE);
    }
    worker("w", 8, 8);

    assertThat(placedTeams()).containsOnlyKeys("wide", "narrow");
    assertThat(placedTeams()).containsEntry("wide", 6L).containsEntry("narrow", 2L);
  }

  @Test
  void whatATeamHasAlreadyCounts() {
    waits("rich", 50, 60, ONE);
    var poor = waits("poor", 50, 0, ONE);
    holds("rich", 50, "w", 100);
    worker("w", 2, 1);

    assertThat(plan().placements()).containsExactly(new Placement(poor.run(), "w"));
  }

  @Test
  void priorityComesBeforeShares() {
    var urgent = waits("rich", 40, 0, ONE);
    waits("poor", 50, 60, ONE);
    holds("rich", 50, "w", 100);
    worker("w", 2, 1);

    assertThat(plan().placements()).extracting(Placement::run).containsExactly(urgent.run());
  }

  @Test
  void aTeamHasNoMoreThanItsLimitAndOthersGoOn() {
    teams.add(new Team("small", 1, OptionalInt.of(2)));
    holds("small", 50, "w", 100);
    var first = waits("small", 1, 60, ONE);
    var second = waits("small", 1, 50, ONE);
    var vast = waits("small", 1, 40, new Demand(Device.AUTO, 0, 3, Map.of()));
    var other = waits("default", 99, 0, ONE);
    worker("w", 8, 7);

    var plan = plan();
    assertThat(plan.placements())
        .extracting(Placement::run)
        .containsExactly(first.run(), other.run());
    assertThat(plan.waiting().get(second.run()))
        .isEqualTo(
            "waits; team small has 2 of the 2 devices that it may have at once, and this takes 1");
    assertThat(plan.waiting().get(vast.run()))
        .isEqualTo("waits; it asks for 3 devices, and team small may have 2");
  }

  @Test
  void whoHasWaitedForLongComesFirst() {
    var old = waits("default", 90, 10 * 60 * 45, ONE);
    waits("default", 50, 0, ONE);
    worker("w", 1, 1);

    assertThat(plan().placements()).extracting(Placement::run).containsExactly(old.run());
  }

  @Test
  void placeDecidesWithinATeamAndAPriority() {
    var last = new WaitingRun(UUID.randomUUID(), "default", 50, 7, NOW, open(), ONE, none());
    var first = new WaitingRun(UUID.randomUUID(), "default", 50, 3, NOW, open(), ONE, none());
    waiting.add(last);
    waiting.add(first);

    assertThat(SCHEDULER.order(situation(), NOW)).containsExactly(first.run(), last.run());
  }

  @Test
  void theOrderForeseesWhatTeamsWillHave() {
    var a1 = waits("a", 50, 9, ONE);
    var a2 = waits("a", 50, 8, ONE);
    var b1 = waits("b", 50, 7, ONE);
    var b2 = waits("b", 50, 6, ONE);

    assertThat(SCHEDULER.order(situation(), NOW))
        .containsExactly(a1.run(), b1.run(), a2.run(), b2.run());
  }

  @Test
  void whoWaitsForOthersIsNotInTheLine() {
    var awaited = UUID.randomUUID();
    var blocked = gated(awaited, RunState.RUNNING, Otherwise.SKIP);
    var ready = gated(awaited, RunState.SUCCEEDED, Otherwise.SKIP);
    var skipped = gated(awaited, RunState.CANCELLED, Otherwise.SKIP);
    var failed = gated(awaited, RunState.FAILED, Otherwise.FAIL);
    var careless = gated(awaited, RunState.FAILED, Otherwise.START);
    worker("w", 9, 9);

    var plan = plan();
    assertThat(plan.placements())
        .extracting(Placement::run)
        .containsExactlyInAnyOrder(ready.run(), careless.run());
    assertThat(plan.waiting())
        .containsExactlyEntriesOf(
            Map.of(blocked.run(), "waits for run %s, which is RUNNING".formatted(awaited)));
    assertThat(plan.broken())
        .containsExactly(
            new Plan.Broken(
                skipped.run(),
                false,
                "skipped: run %s, which it waited for, is CANCELLED".formatted(awaited)),
            new Plan.Broken(
                failed.run(),
                true,
                "not started: run %s, which it waited for, is FAILED".formatted(awaited)));
  }

  @Test
  void theLeastUrgentMakesRoomAndOnlyOnce() {
    holds("default", 70, "w", 100);
    var victim = holds("default", 90, "w", 100);
    var urgent = waits("default", 10, 0, ONE);
    worker("w", 2, 0);

    var plan = plan();
    assertThat(plan.placements()).isEmpty();
    assertThat(plan.preemptions())
        .containsExactly(
            new Plan.Preemption(
                victim.run(), 1, "made room for run %s of priority 10".formatted(urgent.run())));
    held.set(1, leaving(victim));
    assertThat(plan().preemptions()).isEmpty();
    assertThat(plan().waiting().get(urgent.run()))
        .isEqualTo("waits for worker w, which makes room for it");
  }

  /** The room that is made is not given to somebody else who comes by. */
  @Test
  void whatBecomesFreeIsForTheUrgent() {
    held.add(leaving(holds("default", 90, "w", 100)));
    held.remove(0);
    var gang = waits("default", 10, 0, new Demand(Device.AUTO, 0, 2, Map.of()));
    var other = waits("default", 50, 0, ONE);
    worker("w", 2, 1);

    assertThat(plan().placements()).isEmpty();
    assertThat(plan().waiting()).containsKeys(gang.run(), other.run());
  }

  @Test
  void nobodyMakesRoomWhoIsNearlyAsUrgentOrHasJustBegunOrMayNotBeMoved() {
    waits("default", 50, 0, ONE);
    worker("w", 3, 0);
    holds("default", 59, "w", 100);
    holds("default", 90, "w", 9);
    var fixed = holds("default", 90, "w", 100);
    held.set(
        2,
        new HeldRun(
            fixed.run(), 1, "default", 90, NOW, "w", ONE, NOW.minusSeconds(100), false, false));

    assertThat(plan().preemptions()).isEmpty();
  }

  @Test
  void aGangWaitsForAllOfItsDevicesAndInTheEndGetsThem() {
    var gang = new Demand(Device.AUTO, 0, 2, Map.of());
    var patient = waits("default", 50, 60, gang);
    waits("default", 50, 50, ONE);
    worker("w", 2, 1);
    assertThat(plan().placements()).extracting(Placement::run).doesNotContain(patient.run());
    assertThat(plan().placements()).hasSize(1);
    assertThat(plan().waiting().get(patient.run()))
        .isEqualTo("waits for 2 devices of one worker at once; 1 are free");

    waiting.clear();
    waits("default", 50, 301, gang);
    waits("default", 50, 50, ONE);
    // It has waited for so long that the free device is kept for it.
    assertThat(plan().placements()).isEmpty();
  }

  @Test
  void labelsMustBeThere() {
    var lab = waits("default", 50, 0, new Demand(Device.AUTO, 0, 1, Map.of("zone", "lab")));
    workers.add(new AvailableWorker("a", Device.CPU, 1, 1, 1, 1, Map.of("zone", "attic")));
    assertThat(plan().waiting().get(lab.run()))
        .isEqualTo("waits for a worker labelled zone=lab; none of the 1 that are connected is");
    workers.add(
        new AvailableWorker("b", Device.CPU, 1, 1, 1, 1, Map.of("zone", "lab", "rack", "3")));
    assertThat(plan().placements()).containsExactly(new Placement(lab.run(), "b"));
  }

  private Plan plan() {
    return SCHEDULER.plan(situation(), NOW);
  }

  private Situation situation() {
    return new Situation(waiting, held, workers, teams);
  }

  private Map<String, Long> placedTeams() {
    var counts = new java.util.TreeMap<String, Long>();
    for (var placement : plan().placements()) {
      waiting.stream()
          .filter(run -> run.run().equals(placement.run()))
          .forEach(run -> counts.merge(run.team(), 1L, Long::sum));
    }
    return counts;
  }

  private WaitingRun waits(String team, int priority, long ageSeconds, Demand demand) {
    var run =
        new WaitingRun(
            UUID.randomUUID(),
            team,
            priority,
            -ageSeconds,
            NOW.minusSeconds(ageSeconds),
            open(),
            demand,
            none());
    waiting.add(run);
    return run;
  }

  private WaitingRun gated(UUID awaited, RunState state, Otherwise otherwise) {
    var gates = new Gates(none(), NOW, List.of(new Gates.Awaited(awaited, state)), otherwise);
    var run =
        new WaitingRun(UUID.randomUUID(), "default", 50, waiting.size(), NOW, gates, ONE, none());
    waiting.add(run);
    return run;
  }

  private HeldRun holds(String team, int priority, String worker, long seconds) {
    var run =
        new HeldRun(
            UUID.randomUUID(),
            1,
            team,
            priority,
            NOW,
            worker,
            ONE,
            NOW.minusSeconds(seconds),
            true,
            false);
    held.add(run);
    return run;
  }

  private static HeldRun leaving(HeldRun run) {
    return new HeldRun(
        run.run(),
        run.attempt(),
        run.team(),
        run.priority(),
        run.since(),
        run.worker(),
        run.demand(),
        run.heldSince(),
        run.movable(),
        true);
  }

  private void worker(String id, int slots, int free) {
    workers.add(new AvailableWorker(id, Device.CPU, slots, free, 1, 1, Map.of()));
  }

  private static Gates open() {
    return Gates.openFrom(NOW);
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }
}
