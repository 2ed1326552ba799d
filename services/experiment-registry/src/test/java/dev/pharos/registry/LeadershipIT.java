package dev.pharos.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.job.Device;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several registries, of which one schedules. */
@WithServers
class LeadershipIT {
  private static final String JOB =
      "{\"network\": {\"name\": \"lenet5\"}, \"dataset\": {\"name\": \"pets\"}}";

  /** What a reader of the documentation is promised. */
  private static final Duration TAKE_OVER = Duration.ofSeconds(10);

  private static final long LOCK = 0x5048_4152_4f53L;

  private final TestServers servers;
  private FakeWorker worker;
  private TestClient client;

  @TempDir Path artifacts;

  LeadershipIT(TestServers servers) {
    this.servers = servers;
  }

  @Test
  void theLossOfTheLeaderIsMadeGood() throws SQLException {
    var first = TestRegistry.start(servers, artifacts);
    try (var second = TestRegistry.start(servers, artifacts)) {
      Datasets.add(servers, "pets", 1);
      worker = FakeWorker.start(second.host(), servers, "shared", Device.CPU, 9);
      client = second.client();
      var leader = holder();
      assertScheduled();
      assertThat(holder()).isEqualTo(leader);

      // It died a moment after it renewed its lease, or stands still between two passes.
      execute("update scheduler_leader set holder = 'the dead', renewed_at = now()");
      assertScheduled();
      assertThat(holder()).isNotEqualTo("the dead");

      try (var still = standStillInAPass()) {
        assertScheduled();
        assertThat(still.isValid(5)).isFalse();
      }

      first.close();
      assertScheduled();
      assertThat(holder()).startsWith("registry-");
    } finally {
      first.close();
    }
  }

  private void assertScheduled() {
    var run = client.submit(JOB);
    var told = await().atMost(TAKE_OVER).until(() -> told(run), assigned -> assigned);
    assertThat(told).isTrue();
  }

  private boolean told(UUID run) {
    return !worker.idle() && worker.begin().run().equals(run);
  }

  /** What a leader leaves that is stopped in the middle of a pass. */
  private Connection standStillInAPass() throws SQLException {
    var still = servers.connect();
    still.setAutoCommit(false);
    try (var statement = still.createStatement()) {
      statement.execute("select set_config('idle_in_transaction_session_timeout', '5000', true)");
      await().until(() -> locked(statement));
    }
    return still;
  }

  private static boolean locked(Statement statement) throws SQLException {
    try (var rows = statement.executeQuery("select pg_try_advisory_xact_lock(" + LOCK + ")")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private String holder() throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select holder from scheduler_leader")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
