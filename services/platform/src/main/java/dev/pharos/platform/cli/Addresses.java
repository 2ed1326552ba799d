package dev.pharos.platform.cli;

import dev.pharos.platform.local.LocalPlatform;
import java.util.List;

/** Where a platform on this machine can be reached. */
final class Addresses {
  private Addresses() {}

  static List<String> of(LocalPlatform platform) {
    return List.of(
        "  dashboard and API   " + platform.url(),
        "  Kafka               " + platform.kafka(),
        "  PostgreSQL          %s (user %s, password in %s)"
            .formatted(platform.postgres(), "pharos", platform.home().resolve("postgres/password")),
        "  health and metrics  " + platform.admin() + "/health/ready, /metrics",
        "  data                " + platform.home(),
        "  log                 " + platform.home().resolve("pharos.log"));
  }
}
