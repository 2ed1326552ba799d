package dev.pharos.benchmarks;

import dev.pharos.benchmarks.metrics.MetricsBenchmark;
import dev.pharos.benchmarks.network.NetworkBenchmark;
import dev.pharos.benchmarks.orchestration.OrchestrationBenchmark;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./pharos benchmark NAME}: the benchmarks by name. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "NAME",
    description = "Measures Pharos, where it makes sense beside others.")
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs the benchmark that the first argument names. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.out).execute(arguments));
  }

  static CommandLine commandLine(PrintStream out) {
    return new CommandLine(new Benchmarks())
        .addSubcommand(new NetworkBenchmark(out))
        .addSubcommand(new MetricsBenchmark(out))
        .addSubcommand(new OrchestrationBenchmark(out))
        .addSubcommand(new IngestionBenchmark(out))
        .addSubcommand(new InputBenchmark(out))
        .addSubcommand(new MemoryBenchmark(out))
        .addSubcommand(new SchedulerBenchmark(out))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
