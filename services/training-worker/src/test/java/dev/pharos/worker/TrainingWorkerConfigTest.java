package dev.pharos.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.contracts.job.Device;
import dev.pharos.runtime.config.Settings;
import dev.pharos.runtime.config.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingWorkerConfigTest {
  @Test
  void needsOnlyABroker() {
    var config = bind(Map.of("kafka.bootstrap-servers", "127.0.0.1:9092"));

    assertThat(config.worker().device()).isEqualTo(Device.AUTO);
    assertThat(config.worker().slots()).isEmpty();
    assertThat(config.worker().heartbeat()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.worker().labelMap()).isEmpty();
  }

  @Test
  void readsLabels() {
    var config =
        bind(
            Map.of(
                "kafka.bootstrap-servers", "127.0.0.1:9092", "worker.labels", "site=a,disk=ssd"));

    assertThat(config.worker().labelMap()).isEqualTo(Map.of("site", "a", "disk", "ssd"));
  }

  @Test
  void tellsEverythingThatIsWrong() {
    assertThatThrownBy(
            () ->
                bind(
                    Map.of(
                        "kafka.bootstrap-servers", "127.0.0.1:9092",
                        "worker.slots", "0",
                        "worker.labels", "fast",
                        "worker.name", "my worker")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("worker.slots")
        .hasMessageContaining("worker.labels")
        .hasMessageContaining("worker.name");
  }

  @Test
  void everyProcessIsANewWorker() {
    var first = WorkerIdentity.create(Optional.of("gpu-1"), Instant.EPOCH);
    var second = WorkerIdentity.create(Optional.of("gpu-1"), Instant.EPOCH);

    assertThat(first.name()).isEqualTo("gpu-1");
    assertThat(first.id()).startsWith("gpu-1-").isNotEqualTo(second.id());
    assertThat(WorkerIdentity.create(Optional.empty(), Instant.EPOCH).name()).isNotBlank();
  }

  private static TrainingWorkerConfig bind(Map<String, String> settings) {
    return Settings.of(settings).bind(TrainingWorkerConfig.class);
  }
}
