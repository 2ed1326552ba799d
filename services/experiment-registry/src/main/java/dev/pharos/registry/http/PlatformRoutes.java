package dev.pharos.registry.http;

import dev.pharos.messaging.KafkaConfig;
import io.vertx.core.Future;
import java.util.Optional;

/** Says what this platform is and how Kafka clients reach it. */
final class PlatformRoutes {
  private record Platform(String name, String version, Kafka kafka) {}

  private record Kafka(String bootstrapServers, String topicPrefix) {}

  private final Platform platform;

  PlatformRoutes(KafkaConfig kafka) {
    var version =
        Optional.ofNullable(PlatformRoutes.class.getPackage().getImplementationVersion())
            .orElse("development");
    this.platform =
        new Platform(
            "Pharos",
            version,
            new Kafka(String.join(",", kafka.bootstrapServers()), kafka.topicPrefix()));
  }

  void mount(Api api) {
    api.answer("getPlatform", call -> Future.succeededFuture(Reply.ok(platform)));
  }
}
