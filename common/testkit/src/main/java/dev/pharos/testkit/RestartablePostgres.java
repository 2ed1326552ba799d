package dev.pharos.testkit;

import dev.pharos.embedded.Durability;
import dev.pharos.embedded.EmbeddedPostgres;
import dev.pharos.migrations.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A PostgreSQL of a test's own, with the schema in it, that the test may stop and start again: for
 * tests of outages.
 */
public final class RestartablePostgres implements AutoCloseable {
  private final Path folder = TemporaryFolders.create("postgres");
  private EmbeddedPostgres postgres;

  /** Starts the server and migrates its database. */
  public RestartablePostgres() {
    postgres = EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY);
    Migrations.migrate(jdbcUrl(), user(), password());
  }

  /** The JDBC URL of the database, without user and password. */
  public String jdbcUrl() {
    return postgres.jdbcUrl();
  }

  /** The role that owns the database. */
  public String user() {
    return postgres.user();
  }

  /** The role's password. */
  public String password() {
    return postgres.password();
  }

  /** A new connection to the database; whoever asks for it closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user(), password());
  }

  /** Begins an outage: open connections are cut. */
  public void stop() {
    postgres.close();
  }

  /** Ends the outage: the same address, the same rows. */
  public void start() {
    postgres = EmbeddedPostgres.start(folder, postgres.port(), Durability.THROWAWAY);
  }

  @Override
  public void close() {
    postgres.close();
    TemporaryFolders.delete(folder);
  }
}
