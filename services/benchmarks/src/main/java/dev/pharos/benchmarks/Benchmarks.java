package dev.pharos.benchmarks;

import dev.pharos.benchmarks.network.NetworkBenchmark;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * The benchmarks by name.
 *
 * <pre>./pharos benchmark [network|ingestion|input|memory|scheduler] [--option value]...</pre>
 */
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs the benchmark that the first argument names; {@code network} without a name. */
  public static void main(String[] arguments) throws Exception {
    var named = arguments.length > 0 && !arguments[0].startsWith("-");
    var name = named ? arguments[0] : "network";
    var options = named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
    switch (name) {
      case "network" ->
          System.exit(
              new CommandLine(new NetworkBenchmark(System.out))
                  .setCaseInsensitiveEnumValuesAllowed(true)
                  .execute(options));
      case "ingestion" -> IngestionBenchmark.main(options);
      case "input" -> InputBenchmark.main(options);
      case "memory" -> MemoryBenchmark.main(options);
      case "scheduler" -> SchedulerBenchmark.main(options);
      default ->
          throw new IllegalArgumentException(
              "'%s' is no benchmark; valid: network, ingestion, input, memory, scheduler"
                  .formatted(name));
    }
  }
}
