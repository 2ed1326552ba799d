package dev.pharos.runtime.database;

import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import dev.pharos.runtime.config.Secret;
import java.time.Duration;

/**
 * How a service reaches PostgreSQL.
 *
 * @param url such as {@code jdbc:postgresql://127.0.0.1:5432/pharos}
 * @param user the role to log in as
 * @param password its password; empty where the server trusts
 * @param poolSize how many connections, and threads that use them
 * @param queue how many pieces of work may wait for a thread before more is refused
 * @param connectTime how long a connection is waited for
 * @param statementTime how long a statement may run before the server cancels it
 */
public record DatabaseConfig(
    String url,
    @Default("pharos") String user,
    @Default("") Secret password,
    @Default("8") int poolSize,
    @Default("256") int queue,
    @Default("5s") Duration connectTime,
    @Default("60s") Duration statementTime) {

  /** Validates. */
  public DatabaseConfig {
    new Requirements()
        .that(
            url.startsWith("jdbc:postgresql:"),
            "url",
            url,
            "must be like jdbc:postgresql://127.0.0.1:5432/pharos")
        .that(!user.isBlank(), "user", user, "must not be empty")
        .that(poolSize > 0, "poolSize", poolSize, "must be at least 1")
        .that(queue >= 0, "queue", queue, "must not be negative")
        .that(connectTime.toMillis() >= 250, "connectTime", connectTime, "must be at least 250ms")
        .that(statementTime.toMillis() > 0, "statementTime", statementTime, "must be at least 1ms")
        .check();
  }

  /** A database with the defaults for the rest. */
  public static DatabaseConfig of(String url, String user, String password) {
    return new DatabaseConfig(
        url, user, Secret.of(password), 8, 256, Duration.ofSeconds(5), Duration.ofSeconds(60));
  }
}
