package dev.pharos.platform.local;

import dev.pharos.embedded.EmbeddedServers;
import dev.pharos.embedded.LoopbackPorts;
import dev.pharos.runtime.ServiceRunner;
import dev.pharos.runtime.config.Settings;
import java.nio.file.Path;
import java.util.Map;

/** What the services are told of each other's places. */
final class PlatformSettings {
  private PlatformSettings() {}

  /** The settings that can be known before the servers run. */
  static Settings of(PlatformOptions options, Ports ports, Path home) {
    return Settings.load(
            options.settings(), options.environment(), ServiceRunner.COMMAND_LINE_VARIABLES)
        .shared()
        .withOverrides("options of the platform", addresses(ports))
        .withDefaults(
            Map.of(
                "admin.port", Integer.toString(ports.admin()),
                "artifacts.directory", home.resolve("artifacts").toString(),
                "imports.directory", home.resolve("imports").toString(),
                "worker.folder", home.resolve("work").toString(),
                "log.file", home.resolve("pharos.log").toString(),
                "shutdown-time", "30s"));
  }

  private static Map<String, String> addresses(Ports ports) {
    return Map.of(
        "experiment-registry.http.port", Integer.toString(ports.registry()),
        "dataset-service.http.port", Integer.toString(ports.datasets()),
        "serving-gateway.http.port", Integer.toString(ports.serving()),
        "peers.dataset-service", local(ports.datasets()),
        "peers.serving-gateway", local(ports.serving()));
  }

  private static String local(int port) {
    return "http://" + LoopbackPorts.HOST + ":" + port;
  }

  /**
   * The same with the servers, which may have chosen their ports; the database's password is drawn
   * when it first starts.
   */
  static Settings with(Settings settings, EmbeddedServers servers) {
    var postgres = servers.postgres();
    return settings.withOverrides(
        "embedded servers",
        Map.of(
            "kafka.bootstrap-servers", servers.kafka().bootstrapServers(),
            "database.url", postgres.jdbcUrl(),
            "database.user", postgres.user(),
            "database.password", postgres.password()));
  }
}
