package dev.pharos.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The Kafka and PostgreSQL of one test class: real servers shared with other classes, a database
 * and a topic prefix that are its own.
 */
public final class TestServers implements AutoCloseable {
  private final Backend backend;
  private final Databases databases;
  private final String database;
  private final String topicPrefix;
  private final TestTopics topics;

  TestServers(Backend backend, Databases databases, String database, String topicPrefix) {
    this.backend = backend;
    this.databases = databases;
    this.database = database;
    this.topicPrefix = topicPrefix;
    this.topics = new TestTopics(backend.bootstrapServers());
  }

  /** Where Kafka clients connect: {@code host:port}. */
  public String bootstrapServers() {
    return backend.bootstrapServers();
  }

  /** What every topic of this class must start with, ending in a dot. */
  public String topicPrefix() {
    return topicPrefix;
  }

  /** A topic's name with the prefix before it. */
  public String topic(String name) {
    return topicPrefix + name;
  }

  /** Writes and reads topics raw. */
  public TestTopics topics() {
    return topics;
  }

  /**
   * The JDBC URL of this class's database, which has the schema in it; without user and password.
   */
  public String jdbcUrl() {
    return backend.jdbcUrl(database);
  }

  /** The role that owns the database. */
  public String user() {
    return backend.user();
  }

  /** The role's password. */
  public String password() {
    return backend.password();
  }

  /** A new connection to the database; whoever asks for it closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user(), password());
  }

  /** Drops the database and the topics; called after the last test of the class. */
  @Override
  public void close() {
    try (topics) {
      topics.deleteAll(topicPrefix);
    } finally {
      databases.drop(database);
    }
  }
}
