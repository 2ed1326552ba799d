package dev.pharos.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.embedded.Durability;
import dev.pharos.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MigrationsIT {
  @TempDir static Path folder;
  static EmbeddedPostgres postgres;

  String url;

  @BeforeAll
  static void start() {
    postgres = EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY);
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void emptyDatabase(TestInfo test) throws SQLException {
    var name = test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
    url = postgres.jdbcUrl(name);
    try (var connection = connect(postgres.jdbcUrl());
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
  }

  @Test
  void anEmptyDatabaseGetsEverything() throws SQLException {
    assertThat(migrate()).isPositive();
    assertThat(tables())
        .contains(
            "outbox", "consumer_offsets", "datasets", "runs", "workers", "flyway_schema_history");
  }

  @Test
  void anUpToDateDatabaseStaysAsItIs() throws SQLException {
    migrate();
    execute("insert into datasets (name) values ('digits')");
    assertThat(migrate()).isZero();
    assertThat(column("select name from datasets")).containsExactly("digits");
  }

  @Test
  void anOlderDatabaseIsUpgradedFromEachVersionAndKeepsItsRows() throws SQLException {
    var versions = versions();
    for (var version : versions) {
      execute("drop schema public cascade; create schema public");
      Migrations.migrate(configuration().target(version.getVersion()));
      execute("insert into datasets (name) values ('digits')");
      Migrations.migrate(configuration("classpath:later"));
      assertThat(column("select name || note from datasets"))
          .as("from version %s", version.getVersion())
          .containsExactly("digitskept");
    }
    assertThat(versions).isNotEmpty();
  }

  @Test
  void aNewerDatabaseIsLeftAlone() {
    Migrations.migrate(configuration("classpath:later"));
    assertThat(migrate()).isZero();
  }

  @Test
  void servicesThatStartAtOnceMigrateOnce() throws Exception {
    int services = 4;
    var pool = Executors.newFixedThreadPool(services);
    try {
      var together = new CountDownLatch(services);
      var applied = new ArrayList<Future<Integer>>();
      for (int i = 0; i < services; i++) {
        applied.add(
            pool.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return migrate();
                }));
      }
      int sum = 0;
      for (var each : applied) {
        sum += each.get(60, TimeUnit.SECONDS);
      }
      assertThat(sum).isEqualTo(versions().size());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void anAppliedMigrationThatWasAlteredIsRefused() throws SQLException {
    Migrations.migrate(configuration("classpath:later"));
    assertThatThrownBy(() -> Migrations.migrate(configuration("classpath:altered")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("9001")
        .hasMessageContaining("checksum");
    assertThat(column("select version from flyway_schema_history")).contains("9001");
  }

  @Test
  void aMigrationThatFailsLeavesNothingBehind() throws SQLException {
    migrate();
    assertThatThrownBy(() -> Migrations.migrate(configuration("classpath:broken")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("there_is_no_such_table");
    assertThat(
            column(
                "select column_name from information_schema.columns where table_name = 'datasets'"))
        .doesNotContain("half");
    assertThat(migrate()).isZero();
  }

  @Test
  @Timeout(30)
  void anIndexCanBeBuiltConcurrently() {
    Migrations.migrate(configuration("classpath:concurrently"));
  }

  @Test
  void aDatabaseThatCannotBeReachedIsNamed() {
    var wrong = url.replace(":" + postgres.port() + "/", ":1/");
    assertThatThrownBy(() -> Migrations.migrate(wrong, postgres.user(), postgres.password()))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  private int migrate() {
    return Migrations.migrate(url, postgres.user(), postgres.password());
  }

  private org.flywaydb.core.api.configuration.FluentConfiguration configuration(String... later) {
    return Migrations.configuration(later).dataSource(url, postgres.user(), postgres.password());
  }

  private List<MigrationInfo> versions() {
    return List.of(new Flyway(configuration()).info().all());
  }

  private List<String> tables() throws SQLException {
    return column("select table_name from information_schema.tables where table_schema = 'public'");
  }

  private List<String> column(String query) throws SQLException {
    try (var connection = connect(url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = connect(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, postgres.user(), postgres.password());
  }
}
