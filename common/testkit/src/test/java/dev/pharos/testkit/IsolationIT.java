package dev.pharos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Two classes in one JVM: the same servers, different databases and topics, nothing left behind.
 */
class IsolationIT {
  static final List<String> SEEN = new ArrayList<>();

  @Test
  void classesShareServersAndNothingElse() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(First.class), selectClass(Second.class))
        .execute()
        .testEvents()
        .assertStatistics(events -> events.started(2).succeeded(2));

    assertThat(SEEN).hasSize(6);
    assertThat(SEEN.get(0)).as("bootstrap servers").isEqualTo(SEEN.get(3));
    assertThat(SEEN.get(1)).as("database").isNotEqualTo(SEEN.get(4));
    assertThat(SEEN.get(2)).as("topic prefix").isNotEqualTo(SEEN.get(5));
  }

  static void use(TestServers servers) throws SQLException {
    SEEN.addAll(List.of(servers.bootstrapServers(), servers.jdbcUrl(), servers.topicPrefix()));
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      statement.execute("insert into datasets (name) values ('the same in both')");
    }
    assertThat(servers.topics().names()).as("the class before deleted its topics").isEmpty();
    servers.topics().create(servers.topic("t"));
    servers.topics().send(servers.topic("t"), "k", "v", Map.of());
  }

  @WithServers
  static class First {
    @Test
    void uses(TestServers servers) throws SQLException {
      use(servers);
    }
  }

  @WithServers
  static class Second {
    @Test
    void uses(TestServers servers) throws SQLException {
      use(servers);
    }
  }
}
