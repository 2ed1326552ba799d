package dev.pharos.serving;

import dev.pharos.artifacts.ArtifactAccessConfig;
import dev.pharos.messaging.KafkaConfig;
import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import dev.pharos.runtime.config.Settings;
import dev.pharos.runtime.http.HttpConfig;
import dev.pharos.serving.model.BatchingConfig;
import java.time.Duration;
import java.util.Map;

/**
 * The settings of a serving gateway.
 *
 * @param kafka how it reaches Kafka
 * @param artifacts where model files are
 * @param http where it listens
 * @param serving how it serves
 */
public record ServingGatewayConfig(
    KafkaConfig kafka, ArtifactAccessConfig artifacts, HttpConfig http, Serving serving) {
  private static final Map<String, String> DEFAULTS =
      Map.of("http.port", "8082", "http.max-body-bytes", String.valueOf(64 << 20));

  /**
   * Reads the settings.
   *
   * @throws dev.pharos.runtime.config.SettingsException with everything that is wrong
   */
  public static ServingGatewayConfig from(Settings settings) {
    return settings.withDefaults(DEFAULTS).bind(ServingGatewayConfig.class);
  }

  /**
   * How requests are served.
   *
   * @param maxModels how many model versions are kept in memory; those that aliases point to are
   *     kept even when there are more of them
   * @param batching how requests for one model are computed together
   * @param maxImages the most images of one request
   * @param maxPixels the most pixels (height times width) of one image
   * @param decodeThreads how many images are decoded at a time; 0 for one per processor
   * @param requestTime how long a request may wait for its model and its answer
   * @param events whether each answer is published on {@code prediction.events}
   */
  public record Serving(
      @Default("8") int maxModels,
      BatchingConfig batching,
      @Default("64") int maxImages,
      @Default("50000000") long maxPixels,
      @Default("0") int decodeThreads,
      @Default("30s") Duration requestTime,
      @Default("true") boolean events) {

    /** Validates. */
    public Serving {
      new Requirements()
          .that(maxModels >= 1, "maxModels", maxModels, "must be at least 1")
          .that(
              maxImages >= 1 && maxImages <= batching.maxQueue(),
              "maxImages",
              maxImages,
              "must be between 1 and batching.max-queue, " + batching.maxQueue())
          .that(maxPixels >= 1, "maxPixels", maxPixels, "must be at least 1")
          .that(
              decodeThreads >= 0 && decodeThreads <= 256,
              "decodeThreads",
              decodeThreads,
              "must be between 0 and 256")
          .that(
              requestTime.toMillis() >= 100 && requestTime.toMinutes() <= 10,
              "requestTime",
              requestTime,
              "must be between 100ms and 10m")
          .check();
    }

    /** How many images are decoded at a time. */
    public int decoders() {
      return decodeThreads > 0 ? decodeThreads : Runtime.getRuntime().availableProcessors();
    }
  }
}
