package dev.pharos.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EmbeddedServersIT {
  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedSurvivesAKilledProcess() throws Exception {
    try (var another = ServersInAnotherJvm.start(folder)) {
      EmbeddedKafkaIT.createTopic(another.bootstrapServers());
      EmbeddedKafkaIT.send(another.bootstrapServers(), "one", "two");
      assertThatThrownBy(() -> EmbeddedServers.start(folder, 0, 0, Durability.THROWAWAY))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("in use by process " + another.pid());
      another.kill();
    }
    // PostgreSQL outlived its process: the next start stops it, and takes another port as well.
    try (var servers = EmbeddedServers.start(folder, 0, 0, Durability.THROWAWAY)) {
      assertThat(EmbeddedKafkaIT.read(servers.kafka().bootstrapServers()))
          .containsExactly("one", "two");
      assertThat(EmbeddedPostgresIT.query(servers.postgres(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void ifOneCannotStartTheOtherIsStoppedAgain() throws Exception {
    try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = busy.getLocalPort();
      assertThatThrownBy(() -> EmbeddedServers.start(folder, port, 0, Durability.THROWAWAY))
          .hasMessageContaining("Kafka cannot listen on 127.0.0.1:" + port);
      assertThatThrownBy(() -> EmbeddedServers.start(folder, 0, port, Durability.THROWAWAY))
          .hasMessageContaining("PostgreSQL cannot listen on 127.0.0.1:" + port);
    }
    EmbeddedServers.start(folder, 0, 0, Durability.THROWAWAY).close();
  }
}
