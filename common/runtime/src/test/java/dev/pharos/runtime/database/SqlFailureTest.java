package dev.pharos.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"08006", "40001", "40P01", "57P01", "57P03", "53100", "53300", "55P03", "25006"})
  void passes(String state) {
    var failure = new IllegalStateException(new SQLException("m", state));
    assertThat(SqlFailure.isTransient(failure)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "23503", "42P01", "22P02", "42601"})
  void stays(String state) {
    assertThat(SqlFailure.isTransient(new SQLException("m", state))).isFalse();
  }

  @Test
  void knowsThePoolAndTheWire() {
    assertThat(SqlFailure.isTransient(new SQLTransientConnectionException("pool"))).isTrue();
    assertThat(SqlFailure.isTransient(new SQLException("wire", new EOFException()))).isTrue();
    assertThat(SqlFailure.isTransient(new SQLException("who knows"))).isFalse();
    assertThat(SqlFailure.isTransient(new IllegalStateException("no SQL"))).isFalse();
  }

  @Test
  void knowsUniqueViolations() {
    assertThat(SqlFailure.isUniqueViolation(new SQLException("m", "23505"))).isTrue();
    assertThat(SqlFailure.isUniqueViolation(new SQLException("m", "23503"))).isFalse();
  }
}
