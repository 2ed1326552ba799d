package dev.pharos.benchmarks;

import dev.pharos.benchmarks.metrics.MetricsBenchmark;
import dev.pharos.benchmarks.network.NetworkBenchmark;
import dev.pharos.benchmarks.orchestration.OrchestrationBenchmark;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * The benchmarks by name.
 *
 * <pre>
 * ./pharos benchmark [network|metrics|ingestion|input|memory|scheduler|orchestration] [--option value]...
 * </pre>
 */
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs the benchmark that the first argument names; {@code network} without a name. */
  public static void main(String[] arguments) throws Exception {
    var named = arguments.length > 0 && !arguments[0].startsWith("-");
    var name = named ? arguments[0] : "network";
    var options = named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
    switch (name) {
      case "network" -> execute(new NetworkBenchmark(System.out), options);
      case "metrics" -> execute(new MetricsBenchmark(System.out), options);
      case "orchestration" -> execute(new OrchestrationBenchmark(System.out), options);
      case "ingestion" -> IngestionBenchmark.main(options);
      case "input" -> InputBenchmark.main(options);
      case "memory" -> MemoryBenchmark.main(options);
      case "scheduler" -> SchedulerBenchmark.main(options);
      default ->
          throw new IllegalArgumentException(
              "'%s' is no benchmark; valid: network, metrics, ingestion, input, memory, scheduler, orchestration"
                  .formatted(name));
    }
  }

  private static void execute(Callable<Integer> benchmark, String... options) {
    System.exit(
        new CommandLine(benchmark).setCaseInsensitiveEnumValuesAllowed(true).execute(options));
  }
}
