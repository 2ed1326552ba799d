package dev.pharos.benchmarks;

import dev.pharos.contracts.job.Device;
import dev.pharos.registry.placement.AvailableWorker;
import dev.pharos.registry.placement.Demand;
import dev.pharos.registry.placement.Gates;
import dev.pharos.registry.placement.HeldRun;
import dev.pharos.registry.placement.Policy;
import dev.pharos.registry.placement.Scheduler;
import dev.pharos.registry.placement.Situation;
import dev.pharos.registry.placement.Team;
import dev.pharos.registry.placement.WaitingRun;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Decisions of the scheduler per second: whole plans over a queue of 10,000 jobs of ten teams, with
 * 100 and with 1,000 workers, idle and busy. A decision is a run that is placed, or told why not.
 */
@Command(
    name = "scheduler",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Decisions of the scheduler per second.")
public final class SchedulerBenchmark implements Callable<Integer> {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final long GB = 1L << 30;

  @Option(
      names = "--jobs",
      defaultValue = "10000",
      description = "How many wait (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "How long each situation is planned for (default: ${DEFAULT-VALUE}).")
  private int seconds;

  private final PrintStream out;

  /** A benchmark that prints its figures there. */
  public SchedulerBenchmark(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    for (int workers : new int[] {100, 1_000}) {
      for (boolean busy : new boolean[] {false, true}) {
        measure(situation(jobs, workers, busy), workers, busy);
      }
    }
    return 0;
  }

  private void measure(Situation situation, int workers, boolean busy) {
    var scheduler = new Scheduler(Policy.USUAL);
    run(scheduler, situation, 2);
    var times = run(scheduler, situation, seconds);
    Arrays.sort(times);
    double median = times[times.length / 2] / 1e6;
    out.printf(
        Locale.ROOT,
        "%,d queued, %,5d workers, %s: %,10.0f decisions/s; a plan takes %.1f ms (p99 %.1f ms)%n",
        situation.waiting().size(),
        workers,
        busy ? "busy" : "idle",
        situation.waiting().size() / (median / 1e3),
        median,
        times[(int) (times.length * 0.99)] / 1e6);
  }

  /** The nanoseconds that each plan took. */
  private static long[] run(Scheduler scheduler, Situation situation, int seconds) {
    var times = new ArrayList<Long>();
    long until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (System.nanoTime() < until) {
      long began = System.nanoTime();
      var plan = scheduler.plan(situation, NOW);
      times.add(System.nanoTime() - began);
      if (plan.placements().size() + plan.waiting().size() != situation.waiting().size()) {
        throw new IllegalStateException("a run was neither placed nor told why");
      }
    }
    return times.stream().mapToLong(Long::longValue).toArray();
  }

  private static Situation situation(int jobs, int count, boolean busy) {
    var random = new Random(1);
    var waiting = new ArrayList<WaitingRun>();
    for (int i = 0; i < jobs; i++) {
      waiting.add(
          new WaitingRun(
              id(random),
              "team-" + random.nextInt(10),
              random.nextInt(3) == 0 ? 1 + random.nextInt(99) : 50,
              i,
              NOW.minusSeconds(random.nextInt(7_200)),
              Gates.openFrom(NOW),
              demand(random),
              Optional.empty()));
    }
    var workers = new ArrayList<AvailableWorker>();
    var held = new ArrayList<HeldRun>();
    for (int i = 0; i < count; i++) {
      int slots = 1 + i % 4;
      long memory = (8 + i % 3 * 8) * GB;
      workers.add(
          new AvailableWorker(
              "worker-" + i,
              i % 4 == 0 ? Device.CUDA : Device.CPU,
              slots,
              busy ? 0 : slots,
              memory,
              busy ? 0 : memory,
              i % 2 == 0 ? Map.of("zone", "lab") : Map.of()));
      for (int slot = 0; busy && slot < slots; slot++) {
        held.add(
            new HeldRun(
                id(random),
                1,
                "team-" + random.nextInt(10),
                1 + random.nextInt(99),
                NOW.minusSeconds(600),
                "worker-" + i,
                Demand.of(Device.AUTO, memory / slots),
                NOW.minusSeconds(600),
                true,
                false));
      }
    }
    return new Situation(waiting, held, workers, teams());
  }

  private static Demand demand(Random random) {
    return new Demand(
        List.of(Device.values()).get(random.nextInt(3)),
        (1 + random.nextInt(6)) * GB,
        random.nextInt(10) == 0 ? 2 : 1,
        random.nextInt(5) == 0 ? Map.of("zone", "lab") : Map.of());
  }

  private static List<Team> teams() {
    var teams = new ArrayList<Team>();
    for (int i = 0; i < 10; i++) {
      teams.add(
          new Team("team-" + i, 1 + i % 3, i == 9 ? OptionalInt.of(50) : OptionalInt.empty()));
    }
    return teams;
  }

  private static UUID id(Random random) {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
