package dev.pharos.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final Health health = new Health();

  @Test
  void isReadyWhenEveryCheckSucceeds() {
    health.register("database", Future::succeededFuture);
    health.of("gateway").register("models", () -> Future.succeededFuture("digits stays with 1"));

    var report = health.report().result();

    assertThat(report.ready()).isTrue();
    assertThat(report.checks()).containsExactlyInAnyOrder("database", "gateway/models");
    assertThat(report.notes()).containsOnly(entry("gateway/models", "digits stays with 1"));
  }

  @Test
  void saysWhichChecksFailAndWhy() {
    health.register("database", () -> Future.failedFuture("connection refused"));
    health.register(
        "kafka",
        () -> {
          throw new IllegalStateException("closed");
        });
    health.register("disk", Future::succeededFuture);

    var report = health.report().result();

    assertThat(report.ready()).isFalse();
    assertThat(report.failures())
        .containsOnly(entry("database", "connection refused"), entry("kafka", "closed"));
  }

  @Test
  void forgetsACheckThatIsTakenAway() {
    health.register("database", () -> Future.failedFuture("connection refused"));

    health.remove("database");

    assertThat(health.report().result().ready()).isTrue();
  }
}
