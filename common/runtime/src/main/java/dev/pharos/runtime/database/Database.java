package dev.pharos.runtime.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.StartException;
import dev.pharos.runtime.WorkPool;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * PostgreSQL for one service: a pool of connections, and as many threads on which all JDBC work
 * runs. Work that does not fit in the queue is refused ({@link
 * dev.pharos.runtime.OverloadedException}).
 *
 * <p>It is checked for readiness as {@code database}, closed when the service stops, and does not
 * need the server to be up when it is opened.
 */
public final class Database {
  private static final long RETRY_MILLIS = 250;

  private final String service;
  private final Vertx vertx;
  private final DatabaseConfig config;
  private final HikariDataSource dataSource;
  private final Jdbi jdbi;
  private final WorkPool pool;

  private Database(ServiceContext context, DatabaseConfig config, ObjectMapper mapper) {
    this.service = context.service();
    this.vertx = context.vertx();
    this.config = config;
    var name = context.service() + "-database";
    this.dataSource = new HikariDataSource(hikari(context, config, name));
    this.jdbi =
        Jdbi.create(dataSource)
            .installPlugin(new JsonColumns(mapper))
            .registerRowMapper(new RecordRows())
            .registerArrayType(String.class, "text")
            .registerArrayType(Long.class, "bigint")
            .registerArrayType(Integer.class, "integer")
            .registerArrayType(Double.class, "float8")
            .registerArrayType(Instant.class, "timestamptz")
            .registerArrayType(UUID.class, "uuid");
    this.pool =
        new WorkPool(context.vertx(), context.meters(), name, config.poolSize(), config.queue());
  }

  /**
   * Opens a database for a service.
   *
   * @param mapper reads and writes JSON columns
   */
  public static Database open(ServiceContext context, DatabaseConfig config, ObjectMapper mapper) {
    var database = new Database(context, config, mapper);
    context.health().register("database", database::check);
    context.onStop("database", database::close);
    return database;
  }

  private static HikariConfig hikari(ServiceContext context, DatabaseConfig config, String name) {
    var hikari = new HikariConfig();
    hikari.setPoolName(name);
    hikari.setJdbcUrl(config.url());
    hikari.setUsername(config.user());
    hikari.setPassword(config.password().reveal());
    hikari.setMaximumPoolSize(config.poolSize());
    hikari.setMinimumIdle(1);
    hikari.setConnectionTimeout(config.connectTime().toMillis());
    hikari.setValidationTimeout(Math.min(1_000, config.connectTime().toMillis()));
    hikari.setInitializationFailTimeout(-1);
    hikari.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(context.meters()));
    hikari.addDataSourceProperty("ApplicationName", context.service());
    hikari.addDataSourceProperty("connectTimeout", seconds(config.connectTime()));
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    // The server cancels a slow statement; the socket's limit is for a server that fell silent.
    hikari.addDataSourceProperty("socketTimeout", seconds(config.statementTime().plusSeconds(10)));
    hikari.addDataSourceProperty(
        "options", "-c statement_timeout=" + config.statementTime().toMillis());
    return hikari;
  }

  private static String seconds(Duration time) {
    return Long.toString(Math.max(1, time.toSeconds()));
  }

  /** For what needs JDBC itself, such as migrations. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** How it is reached. */
  public DatabaseConfig config() {
    return config;
  }

  /**
   * Completes when the server answers; asks again until then.
   *
   * @param limit how long to wait; then it fails with a {@link StartException} that names the
   *     address
   */
  public Future<Void> reachable(Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    return check()
        .recover(
            failure -> {
              if (System.nanoTime() > deadline) {
                return Future.failedFuture(
                    new StartException(
                        "cannot reach the database at %s as '%s': %s"
                            .formatted(config.url(), config.user(), rootMessage(failure)),
                        failure));
              }
              var left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
              return vertx.timer(RETRY_MILLIS).compose(again -> reachable(left));
            });
  }

  /** Runs work in a transaction, which commits when it returns and rolls back when it throws. */
  public <T> Future<T> inTransaction(HandleCallback<T, Exception> work) {
    return pool.submit(() -> jdbi.inTransaction(work));
  }

  /** Runs work with a connection on which each statement commits by itself. */
  public <T> Future<T> withHandle(HandleCallback<T, Exception> work) {
    return pool.submit(() -> jdbi.withHandle(work));
  }

  /**
   * The same as {@link #inTransaction} on the calling thread, for threads that may block.
   *
   * @throws IllegalStateException on an event loop
   */
  public <T, X extends Exception> T inTransactionBlocking(HandleCallback<T, X> work) throws X {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("JDBC may not block an event loop; use inTransaction");
    }
    return jdbi.inTransaction(work);
  }

  /**
   * A connection of its own, not from the pool, for what must keep one: a lock that belongs to a
   * session. The caller closes it.
   */
  public Handle dedicatedHandle() {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("JDBC may not block an event loop");
    }
    var properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password().reveal());
    properties.setProperty("ApplicationName", service);
    properties.setProperty("connectTimeout", seconds(config.connectTime()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("socketTimeout", seconds(config.statementTime().plusSeconds(10)));
    return Jdbi.create(() -> DriverManager.getConnection(config.url(), properties)).open();
  }

  /** Succeeds when the server answers. */
  private Future<Void> check() {
    return pool.submit(() -> jdbi.withHandle(handle -> handle.execute("select 1"))).mapEmpty();
  }

  private Future<Void> close() {
    return pool.close()
        .eventually(
            () ->
                vertx.executeBlocking(
                    () -> {
                      dataSource.close();
                      return null;
                    }));
  }

  private static String rootMessage(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }
}
