package dev.pharos.platform.cli;

import dev.pharos.platform.local.PlatformOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a platform on this machine keeps its data and where it listens. */
final class PlatformFlags {
  private final Surroundings surroundings;

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder, made if absent (default: PHAROS_HOME, else ~/.pharos).")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + PlatformOptions.PORT,
      description = "Port of dashboard and API, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--kafka-port",
      paramLabel = "N",
      defaultValue = "" + PlatformOptions.KAFKA_PORT,
      description = "Port of the Kafka broker, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--postgres-port",
      paramLabel = "N",
      defaultValue = "" + PlatformOptions.POSTGRES_PORT,
      description = "Port of PostgreSQL, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int postgresPort;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many training workers, each with one run at a time (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Further settings of the services, a .properties file.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A further setting, such as serving-gateway.http.idle-timeout=5m. Repeatable.")
  private Map<String, String> settings = new LinkedHashMap<>();

  PlatformFlags(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The options of the platform. */
  PlatformOptions options() {
    if (workers < 0 || workers > 64) {
      throw new ParameterException(
          command.commandLine(), "--workers %d is not between 0 and 64".formatted(workers));
    }
    var arguments = new ArrayList<String>();
    if (config != null) {
      arguments.add("--config");
      arguments.add(config.toString());
    }
    settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
    return new PlatformOptions(
        data == null ? surroundings.home() : data.toAbsolutePath().normalize(),
        port,
        kafkaPort,
        postgresPort,
        workers,
        arguments,
        surroundings.environment());
  }
}
