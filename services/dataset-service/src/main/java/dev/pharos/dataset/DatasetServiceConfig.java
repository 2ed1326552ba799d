package dev.pharos.dataset;

import dev.pharos.artifacts.ArtifactsConfig;
import dev.pharos.messaging.KafkaConfig;
import dev.pharos.runtime.config.Settings;
import dev.pharos.runtime.database.DatabaseConfig;
import dev.pharos.runtime.http.HttpConfig;
import java.util.Map;

/**
 * The configuration of the data-set service.
 *
 * @param http where it listens
 * @param database where versions and imports are kept
 * @param kafka where it is told and tells
 * @param artifacts where packed data sets are kept
 * @param imports what imports may do and need
 */
public record DatasetServiceConfig(
    HttpConfig http,
    DatabaseConfig database,
    KafkaConfig kafka,
    ArtifactsConfig artifacts,
    ImportsConfig imports) {
  private static final Map<String, String> DEFAULTS = Map.of("http.port", "8081");

  /** Reads the configuration. */
  static DatasetServiceConfig from(Settings settings) {
    return settings.withDefaults(DEFAULTS).bind(DatasetServiceConfig.class);
  }
}
