package dev.pharos.platform.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a platform is started with.
 *
 * @param home data folder
 * @param port of dashboard and API, 0 for any free one
 * @param kafkaPort of the broker, 0 for any free one
 * @param postgresPort of the database server, 0 for any free one
 * @param workers how many training workers
 * @param settings further settings of the services as {@code --key=value} and {@code --config FILE}
 * @param environment environment variables; those that begin with {@code PHAROS_} are settings
 */
public record PlatformOptions(
    Path home,
    int port,
    int kafkaPort,
    int postgresPort,
    int workers,
    List<String> settings,
    Map<String, String> environment) {

  public static final int PORT = 8080;
  public static final int KAFKA_PORT = 9092;
  public static final int POSTGRES_PORT = 54329;

  public PlatformOptions {
    settings = List.copyOf(settings);
    environment = Map.copyOf(environment);
  }
}
