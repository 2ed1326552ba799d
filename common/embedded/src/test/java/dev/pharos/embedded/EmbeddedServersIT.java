package dev.pharos.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
  @TempDir Path folder;

  @Test
  void bothStartAndAnswer() throws Exception {
    try (var servers = EmbeddedServers.start(folder, 0, 0)) {
      var postgres = servers.postgres();
      try (var connection =
          DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
        assertThat(connection.isValid(1)).isTrue();
      }
    }
    try (var servers = EmbeddedServers.start(folder, 0, 0)) {
      assertThat(servers.kafka().bootstrapServers()).startsWith("127.0.0.1:");
    }
  }
}
