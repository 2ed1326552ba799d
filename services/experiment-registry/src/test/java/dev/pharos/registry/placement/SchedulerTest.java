package dev.pharos.registry.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.Device;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Scheduler SCHEDULER = new Scheduler(ServingOrder.priorityThenAge());
  private static final AvailableWorker CPU = new AvailableWorker("cpu", Device.CPU, 1);
  private static final AvailableWorker CUDA = new AvailableWorker("cuda", Device.CUDA, 1);

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
    var wide = new AvailableWorker("a", Device.CPU, 2);
    var narrow = new AvailableWorker("b", Device.CPU, 1);
    assertThat(plan(runs, narrow, wide))
        .extracting(Placement::worker)
        .containsExactly("a", "a", "b");
  }

  @Test
  void aRunGoesToAnotherWorkerThanTheOneThatLostIt() {
    var lost =
        new WaitingRun(
            UUID.randomUUID(), "default", 50, NOW, NOW, Device.AUTO, Optional.of("cuda"));
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
            NOW,
            NOW.plusSeconds(3),
            Device.AUTO,
            Optional.empty());
    var plan = SCHEDULER.plan(List.of(later), List.of(CPU), NOW);
    assertThat(plan.placements()).isEmpty();
    assertThat(plan.waiting()).isEmpty();
    assertThat(plan.wakeAt()).contains(NOW.plusSeconds(3));
    assertThat(SCHEDULER.plan(List.of(later), List.of(CPU), NOW.plusSeconds(3)).placements())
        .hasSize(1);
  }

  @Test
  void whoWaitsIsToldWhy() {
    var auto = run(50, 1, Device.AUTO);
    var cuda = run(50, 1, Device.CUDA);
    assertThat(reason(auto)).isEqualTo("waits for a worker; none is connected");
    assertThat(reason(cuda, CPU))
        .isEqualTo("waits for a CUDA worker; only CPU workers are connected");
    assertThat(reason(auto, new AvailableWorker("a", Device.CPU, 0)))
        .isEqualTo("waits; the worker is busy");
    assertThat(
            reason(
                auto,
                new AvailableWorker("a", Device.CPU, 0),
                new AvailableWorker("b", Device.CPU, 0)))
        .isEqualTo("waits; all 2 workers are busy");
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
        workers.add(new AvailableWorker("w" + i, device(random, 2), random.nextInt(3)));
      }
      var plan = SCHEDULER.plan(runs, workers, NOW);
      assertThat(plan.placements()).extracting(Placement::run).doesNotHaveDuplicates();
      for (var worker : workers) {
        long used = plan.placements().stream().filter(p -> p.worker().equals(worker.id())).count();
        assertThat(used).isLessThanOrEqualTo(worker.freeSlots());
        if (used < worker.freeSlots()) {
          assertThat(runs)
              .filteredOn(run -> plan.waiting().containsKey(run.run()))
              .noneMatch(run -> Fit.suits(run, worker));
        }
      }
      assertThat(plan.placements().size() + plan.waiting().size()).isEqualTo(runs.size());
    }
  }

  private static Device device(Random random, int kinds) {
    return switch (random.nextInt(kinds)) {
      case 0 -> Device.CPU;
      case 1 -> Device.CUDA;
      default -> Device.AUTO;
    };
  }

  private static WaitingRun run(int priority, long ageSeconds, Device device) {
    return new WaitingRun(
        UUID.randomUUID(),
        "default",
        priority,
        NOW.minusSeconds(ageSeconds),
        NOW.minusSeconds(ageSeconds),
        device,
        Optional.empty());
  }

  private static List<Placement> plan(List<WaitingRun> runs, AvailableWorker... workers) {
    return SCHEDULER.plan(runs, List.of(workers), NOW).placements();
  }

  private static String reason(WaitingRun run, AvailableWorker... workers) {
    return SCHEDULER.plan(List.of(run), List.of(workers), NOW).waiting().get(run.run());
  }
}
