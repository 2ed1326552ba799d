package dev.pharos.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Properties;

/**
 * Who may connect to the embedded server.
 *
 * @param passwordFile holds the password, readable by its owner alone
 * @param password of both roles; whoever can read the file owns the data anyway
 */
record PostgresRoles(Path passwordFile, String password) {
  /** Used only to make the other role and its database. */
  static final String SUPERUSER = "postgres";

  /** Reads the password of the cluster in a folder, or draws one for a new cluster. */
  static PostgresRoles in(Path home) {
    var file = home.resolve("password");
    try {
      if (!Files.exists(file)) {
        if (Files.exists(home.resolve("data"))) {
          throw new EmbeddedException(
              "%s is missing, without it nobody can connect to the PostgreSQL data beside it: restore it from a backup, or remove the folder %s to start empty"
                  .formatted(file, home));
        }
        write(file);
      }
      return new PostgresRoles(file, Files.readString(file).strip());
    } catch (IOException e) {
      throw new EmbeddedException("cannot keep the PostgreSQL password in " + file + ": " + e, e);
    }
  }

  /** Makes the role and the database where they are absent. */
  void createOnce(int port) {
    var name = EmbeddedPostgres.NAME;
    try (var connection = connect(port)) {
      if (isAbsent(connection, "select from pg_roles where rolname = ?", name)) {
        execute(
            connection, "create role %s login createdb password '%s'".formatted(name, password));
      }
      if (isAbsent(connection, "select from pg_database where datname = ?", name)) {
        execute(connection, "create database %s owner %s".formatted(name, name));
      }
    } catch (SQLException e) {
      throw new EmbeddedException(
          "cannot make the database %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private Connection connect(int port) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", SUPERUSER);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "10");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/postgres".formatted(LoopbackPorts.HOST, port), properties);
  }

  private static boolean isAbsent(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return !rows.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Temporary files are made readable by their owner alone; a kill half way leaves no password. */
  private static void write(Path file) throws IOException {
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    var unfinished = Files.createTempFile(file.getParent(), "password-", ".tmp");
    Files.writeString(
        unfinished, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
