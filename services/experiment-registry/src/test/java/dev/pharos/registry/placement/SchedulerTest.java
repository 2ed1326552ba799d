package dev.pharos.registry.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.Device;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Scheduler SCHEDULER = new Scheduler(Policy.USUAL);
  private static final AvailableWorker CPU = worker("cpu", Device.CPU, 1);
  private static final AvailableWorker CUDA = worker("cuda", Device.CUDA, 1);

  @Test
  void priorityComesBeforeAge() {
    var old = run(50, 100, Device.AUTO);
    var urgent = run(1, 5, Device.AUTO);
    assertThat(plan(List.of(old, urgent), CPU)).containsExactly(new Placement(urgent.run(), "cpu"));
  }

  @Test
  void amongEqualsTheOldestIsFirst() {
    var older = run(50, 10, Device.AUTO);
    var younger = run(50, 5, Device.AUTO);
    assertThat(plan(List.of(younger, older), CPU))
        .containsExactly(new Placement(older.run(), "cpu"));
  }

  @Test
  void autoPrefersCudaAndTakesACpuOtherwise() {
    var first = run(50, 10, Device.AUTO);
    var second = run(50, 5, Device.AUTO);
    assertThat(plan(List.of(first, second), CPU, CUDA))
        .containsExactly(new Placement(first.run(), "cuda"), new Placement(second.run(), "cpu"));
  }

  @Test
  void aRunGoesOnlyWhereItsDeviceIs() {
    var cuda = run(50, 10, Device.CUDA);
    var cpu = run(50, 5, Device.CPU);
    assertThat(plan(List.of(cuda, cpu), CPU)).containsExactly(new Placement(cpu.run(), "cpu"));
    assertThat(plan(List.of(cpu), CUDA)).isEmpty();
  }

  @Test
  void runsSpreadOverTheWorkersWithMostFreeSlots() {
    var runs = List.of(run(50, 3, Device.CPU), run(50, 2, Device.CPU), run(50, 1, Device.CPU));
    var wide = worker("a", Device.CPU, 2);
    var narrow = worker("b", Device.CPU, 1);
    assertThat(plan(runs, narrow, wide))
        .extracting(Placement::worker)
        .containsExactly("a", "a", "b");
  }

  @Test
  void aRunGoesToAnotherWorkerThanTheOneThatLostIt() {
    var lost =
        new WaitingRun(
            UUID.randomUUID(),
            "default",
            50,
            1,
            NOW,
            Gates.openFrom(NOW),
            Demand.of(Device.AUTO, 0),
            Optional.of("cuda"));
    assertThat(plan(List.of(lost), CUDA, CPU)).extracting(Placement::worker).containsExactly("cpu");
    assertThat(plan(List.of(lost), CUDA)).extracting(Placement::worker).containsExactly("cuda");
  }

  @Test
  void aRunThatBacksOffWaitsAndSaysUntilWhen() {
    var later =
        new WaitingRun(
            UUID.randomUUID(),
            "default",
            50,
            1,
            NOW,
            Gates.openFrom(NOW.plusSeconds(3)),
            Demand.of(Device.AUTO, 0),
            Optional.empty());
    var plan = SCHEDULER.plan(situation(List.of(later), CPU), NOW);
    assertThat(plan.placements()).isEmpty();
    assertThat(plan.waiting()).isEmpty();
    assertThat(plan.wakeAt()).contains(NOW.plusSeconds(3));
    assertThat(SCHEDULER.plan(situation(List.of(later), CPU), NOW.plusSeconds(3)).placements())
        .hasSize(1);
  }

  @Test
  void whoWaitsIsToldWhy() {
    var auto = run(50, 1, Device.AUTO);
    var cuda = run(50, 1, Device.CUDA);
    assertThat(reason(auto)).isEqualTo("waits for a worker; none is connected");
    assertThat(reason(cuda, CPU))
        .isEqualTo("waits for a CUDA worker; only CPU workers are connected");
    assertThat(reason(auto, worker("a", Device.CPU, 0))).isEqualTo("waits; the worker is busy");
    assertThat(reason(auto, worker("a", Device.CPU, 0), worker("b", Device.CPU, 0)))
        .isEqualTo("waits; all 2 workers are busy");
  }

  @Test
  void aRunGoesOnlyWhereItFits() {
    var small = worker("a", Device.CPU, 2, 4_000, 4_000);
    var large = worker("b", Device.CPU, 1, 9_000, 9_000);
    assertThat(plan(List.of(needing(6_000)), small, large))
        .extracting(Placement::worker)
        .containsExactly("b");
    assertThat(plan(List.of(needing(4_000)), small)).hasSize(1);
    assertThat(plan(List.of(needing(10_000)), small, large)).isEmpty();
  }

  @Test
  void runsOnOneWorkerShareItsMemory() {
    var worker = worker("a", Device.CPU, 3, 9_000, 9_000);
    var runs = List.of(needing(5_000), needing(5_000), needing(4_000));
    assertThat(plan(runs, worker)).hasSize(2);
    assertThat(plan(runs, worker("a", Device.CPU, 3, 9_000, 4_500))).hasSize(1);
    assertThat(plan(runs, worker("a", Device.CPU, 3, 9_000, -1))).isEmpty();
  }

  @Test
  void whoWaitsForMemoryIsToldHowMuch() {
    long gb = 1_000_000_000;
    assertThat(reason(needing(6 * gb), worker("a", Device.CPU, 1, 4 * gb, 4 * gb)))
        .isEqualTo(
            "waits for a worker with 6.0 GB of memory; the largest that is connected has 4.0 GB");
    assertThat(reason(needing(3 * gb), worker("a", Device.CPU, 1, 4 * gb, 2 * gb)))
        .isEqualTo("waits for 3.0 GB of memory; what is trained now leaves 2.0 GB");
    assertThat(reason(needing(3 * gb), worker("a", Device.CPU, 0, 4 * gb, 2 * gb)))
        .isEqualTo("waits; the worker is busy");
  }

  /** Over random queues: no slot is used twice, nobody is placed twice, no worker idles in vain. */
  @Test
  void plansAreSoundAndLeaveNothingUndone() {
    var random = new Random(7);
    for (var round = 0; round < 500; round++) {
      var runs = new ArrayList<WaitingRun>();
      for (var i = random.nextInt(12); i > 0; i--) {
        runs.add(run(1 + random.nextInt(3), random.nextInt(50), device(random, 3)));
      }
      var workers = new ArrayList<AvailableWorker>();
      for (var i = random.nextInt(5); i > 0; i--) {
        workers.add(worker("w" + i, device(random, 2), random.nextInt(3)));
      }
      var plan = SCHEDULER.plan(new Situation(runs, List.of(), workers, List.of()), NOW);
      assertThat(plan.placements()).extracting(Placement::run).doesNotHaveDuplicates();
      for (var worker : workers) {
        long used = plan.placements().stream().filter(p -> p.worker().equals(worker.id())).count();
        assertThat(used).isLessThanOrEqualTo(worker.freeSlots());
        if (used < worker.freeSlots()) {
          assertThat(runs)
              .filteredOn(run -> plan.waiting().containsKey(run.run()))
              .noneMatch(run -> Fit.suits(run.demand(), worker));
        }
      }
      assertThat(plan.placements().size() + plan.waiting().size()).isEqualTo(runs.size());
    }
  }

  private static WaitingRun needing(long bytes) {
    return waiting("default", 50, 0, Demand.of(Device.AUTO, bytes));
  }

  private static AvailableWorker worker(String id, Device device, int freeSlots) {
    return worker(id, device, freeSlots, 1, 1);
  }

  private static AvailableWorker worker(
      String id, Device device, int freeSlots, long memory, long free) {
    return new AvailableWorker(
        id, device, Math.max(1, freeSlots), freeSlots, memory, free, Map.of());
  }

  private static Device device(Random random, int kinds) {
    return switch (random.nextInt(kinds)) {
      case 0 -> Device.CPU;
      case 1 -> Device.CUDA;
      default -> Device.AUTO;
    };
  }

  private static WaitingRun run(int priority, long ageSeconds, Device device) {
    return waiting("default", priority, ageSeconds, Demand.of(device, 0));
  }

  private static WaitingRun waiting(String team, int priority, long ageSeconds, Demand demand) {
    return new WaitingRun(
        UUID.randomUUID(),
        team,
        priority,
        -ageSeconds,
        NOW.minusSeconds(ageSeconds),
        Gates.openFrom(NOW.minusSeconds(ageSeconds)),
        demand,
        Optional.empty());
  }

  private static Situation situation(List<WaitingRun> runs, AvailableWorker... workers) {
    return new Situation(runs, List.of(), List.of(workers), List.of());
  }

  private static List<Placement> plan(List<WaitingRun> runs, AvailableWorker... workers) {
    return SCHEDULER.plan(situation(runs, workers), NOW).placements();
  }

  private static String reason(WaitingRun run, AvailableWorker... workers) {
    return SCHEDULER.plan(situation(List.of(run), workers), NOW).waiting().get(run.run());
  }
}
