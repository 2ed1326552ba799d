package dev.pharos.testkit;

import dev.pharos.migrations.Migrations;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Makes databases with the schema in them, by copying one that was migrated once. */
final class Databases {
  private static final String TEMPLATE = "migrated_template";

  private final Backend backend;

  Databases(Backend backend) {
    this.backend = backend;
    create(TEMPLATE, "template0");
    Migrations.migrate(backend.jdbcUrl(TEMPLATE), backend.user(), backend.password());
  }

  /**
   * A new database with the schema and no rows; synchronized, because a template allows one copy at
   * a time.
   */
  synchronized void createMigrated(String name) {
    create(name, TEMPLATE);
  }

  /** Drops a database, together with the connections that a test left open. */
  void drop(String name) {
    execute("drop database if exists %s with (force)".formatted(name));
  }

  private void create(String name, String template) {
    execute("create database %s template %s".formatted(name, template));
  }

  private void execute(String sql) {
    var url = backend.jdbcUrl(backend.maintenanceDatabase());
    try (var connection = DriverManager.getConnection(url, backend.user(), backend.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("'%s' failed: %s".formatted(sql, e.getMessage()), e);
    }
  }
}
