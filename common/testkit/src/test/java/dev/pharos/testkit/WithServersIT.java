package dev.pharos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@WithServers
class WithServersIT {
  static TestServers ofTheClass;
  TestServers ofTheInstance;

  @Test
  void fieldsAndParametersAreTheSame(TestServers servers) {
    assertThat(servers).isSameAs(ofTheClass).isSameAs(ofTheInstance);
  }

  @Test
  void theDatabaseHasTheSchema(TestServers servers) throws SQLException {
    assertThat(count(servers, "select count(*) from datasets")).isZero();
  }

  @Test
  void recordsAreReadBackWithTheirHeaders(TestServers servers) {
    var topic = servers.topic("records");
    servers.topics().create(topic, 3);
    servers.topics().send(topic, "a", "{}", Map.of("ce_type", "dev.pharos.test"));
    servers.topics().send(topic, "b", (String) null, Map.of());

    assertThat(servers.topics().read(topic)).hasSize(2);
    var first = servers.topics().await(topic, each -> "a".equals(each.key()));
    assertThat(first.value()).isEqualTo("{}");
    assertThat(first.headers()).containsEntry("ce_type", "dev.pharos.test");
    assertThat(servers.topics().await(topic, each -> each.value() == null).key()).isEqualTo("b");
  }

  @Test
  void aRecordThatDoesNotComeIsAnErrorThatListsWhatCame(TestServers servers) {
    var topic = servers.topic("silence");
    servers.topics().create(topic);
    servers.topics().send(topic, "k", "something else", Map.of());
    assertThatThrownBy(() -> servers.topics().await(topic, each -> false, Duration.ofMillis(200)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(topic)
        .hasMessageContaining("something else");
  }

  @Test
  void aTopicNobodyMadeDoesNotExist(TestServers servers) {
    assertThatThrownBy(() -> servers.topics().read(servers.topic("misspelt")))
        .hasMessageContaining("does not host this topic-partition");
  }

  @Test
  void theServersAreTheKindThatTheBuildAsksFor(TestServers servers) throws SQLException {
    boolean containers = "containers".equals(System.getProperty(Backend.PROPERTY));
    // Inside a container the server's own address is another one than ours.
    assertThat(count(servers, "select count(*) where host(inet_server_addr()) = '127.0.0.1'"))
        .isEqualTo(containers ? 0 : 1);
  }

  @Nested
  class Inside {
    @Test
    void nestedClassesShareTheServers(TestServers servers) {
      assertThat(servers).isSameAs(ofTheClass);
    }
  }

  static long count(TestServers servers, String query) throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
