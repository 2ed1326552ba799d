package dev.pharos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutagesIT {
  @Test
  void kafkaComesBackWithItsRecordsAtTheSameAddress() {
    try (var kafka = new RestartableKafka();
        var topics = kafka.topics()) {
      topics.create("t");
      topics.send("t", "k", "kept", Map.of());
      kafka.stop();
      kafka.start();
      assertThat(topics.read("t")).extracting(TopicRecord::value).containsExactly("kept");
    }
  }

  @Test
  void postgresComesBackWithItsRowsAtTheSameAddress() throws SQLException {
    try (var postgres = new RestartablePostgres()) {
      var url = postgres.jdbcUrl();
      try (var connection = postgres.connect();
          var statement = connection.createStatement()) {
        statement.execute("insert into datasets (name) values ('kept')");
      }
      postgres.stop();
      assertThatThrownBy(postgres::connect).isInstanceOf(SQLException.class);
      postgres.start();
      assertThat(postgres.jdbcUrl()).isEqualTo(url);
      try (var connection = postgres.connect();
          var statement = connection.createStatement();
          var rows = statement.executeQuery("select name from datasets")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("kept");
      }
    }
  }
}
