package dev.pharos.benchmarks.orchestration;

import dev.pharos.benchmarks.Temporary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long it takes from a job's submission over HTTP to the end of its first training step, on a
 * platform that does nothing else and has trained before; and how many jobs per second it accepts
 * through Kafka and over HTTP, until each is a run in PostgreSQL.
 */
@Command(
    name = "orchestration",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "From submission to the first step, and commands accepted per second.")
public final class OrchestrationBenchmark implements Callable<Integer> {
  private static final int WARM = 5;

  @Option(
      names = "--jobs",
      defaultValue = "100",
      description = "Jobs whose first step is waited for (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--commands",
      defaultValue = "5000",
      description = "Jobs that are only accepted, each way (default: ${DEFAULT-VALUE}).")
  private int commands;

  @Option(
      names = "--callers",
      defaultValue = "8",
      description = "HTTP callers at a time (default: ${DEFAULT-VALUE}).")
  private int callers;

  private final PrintStream out;

  /** A benchmark that prints its figures there. */
  public OrchestrationBenchmark(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    var home = Temporary.folder("orchestration");
    try (var trial = OrchestrationTrial.start(home)) {
      latency(trial);
      trial.accept(trial::throughKafka, commands / 10); // warms
      print("through Kafka: %,.0f jobs/s", trial.accept(trial::throughKafka, commands));
      trial.accept(count -> trial.overHttp(count, callers), commands / 10);
      print(
          "over HTTP, %d callers: %,.0f jobs/s",
          callers, trial.accept(count -> trial.overHttp(count, callers), commands));
      return 0;
    } finally {
      Temporary.delete(home);
    }
  }

  private void latency(OrchestrationTrial trial) throws Exception {
    for (int i = 0; i < WARM; i++) {
      trial.millisToFirstStep();
    }
    var all = new ArrayList<Double>();
    for (int i = 0; i < jobs; i++) {
      all.add(trial.millisToFirstStep());
    }
    Collections.sort(all);
    print(
        "from submission to the first step, %d jobs: p50 %.0f ms (asked: under 150), p99 %.0f ms"
            + " (asked: under 1,000), most %.0f ms",
        jobs, percentile(all, 50), percentile(all, 99), percentile(all, 100));
  }

  private static double percentile(List<Double> sorted, int percent) {
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
