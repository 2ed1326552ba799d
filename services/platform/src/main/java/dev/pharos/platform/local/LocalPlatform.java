package dev.pharos.platform.local;

import dev.pharos.embedded.DataDirectory;
import dev.pharos.embedded.EmbeddedServers;
import dev.pharos.platform.home.RunningPlatform;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.runtime.config.Settings;
import dev.pharos.runtime.telemetry.LogConfig;
import dev.pharos.runtime.telemetry.Logging;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform that runs in this process and keeps everything in one folder, which no other platform
 * may use meanwhile.
 */
public final class LocalPlatform implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalPlatform.class);

  /** Room for the first segments of Kafka and PostgreSQL and a small data set. */
  private static final long NEEDED_BYTES = 512L << 20;

  /** Waiting threads of their own: starting and stopping the servers blocks. */
  private static final Executor THREADS =
      task -> {
        var thread = new Thread(task, "platform");
        thread.setDaemon(true);
        thread.start();
      };

  private final DataDirectory folder;
  private final Ports ports;
  private final EmbeddedServers servers;
  private final ServiceHost host;
  private final CompletableFuture<Void> failure = new CompletableFuture<>();

  private LocalPlatform(
      DataDirectory folder, Ports ports, EmbeddedServers servers, ServiceHost host) {
    this.folder = folder;
    this.ports = ports;
    this.servers = servers;
    this.host = host;
  }

  /**
   * Starts everything and waits until it is ready.
   *
   * @throws RuntimeException whose message says what to do, when the folder cannot be used or is in
   *     use, a port is taken or a setting is wrong; nothing is left running
   */
  public static LocalPlatform start(PlatformOptions options, String version) {
    var folder = DataDirectory.open(options.home(), NEEDED_BYTES);
    try {
      var ports = Ports.choose(options);
      var settings = PlatformSettings.of(options, ports, folder.path());
      Logging.configure(settings.bind("log", LogConfig.class));
      return start(options.workers(), version, folder, ports, settings);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static LocalPlatform start(
      int workers, String version, DataDirectory folder, Ports ports, Settings settings) {
    var servers = EmbeddedServers.start(folder.path(), ports.kafka(), ports.postgres());
    var all = PlatformSettings.with(settings, servers);
    ServiceHost host;
    try {
      host = join(ServiceHost.open(all));
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
    var platform = new LocalPlatform(folder, ports, servers, host);
    host.onClose("Kafka and PostgreSQL", () -> blocking(servers::close));
    try {
      join(PlatformServices.start(host, workers));
      all.requireAllKnown();
      platform.announce(version);
    } catch (RuntimeException e) {
      join(host.close());
      throw e;
    }
    servers.kafka().failure().thenAccept(platform.failure::completeExceptionally);
    return platform;
  }

  /** Address of dashboard and API. */
  public String url() {
    return "http://127.0.0.1:" + ports.registry();
  }

  /** Bootstrap servers of the broker. */
  public String kafka() {
    return servers.kafka().bootstrapServers();
  }

  /** JDBC URL of the database, without credentials. */
  public String postgres() {
    return servers.postgres().jdbcUrl();
  }

  /** A new connection to the database, as the services have it; whoever asks for it closes it. */
  public Connection connect() throws SQLException {
    var postgres = servers.postgres();
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  /** Address of health and metrics. */
  public String admin() {
    return "http://127.0.0.1:" + host.adminPort();
  }

  /** The data folder. */
  public Path home() {
    return folder.path();
  }

  /** How long {@link #stop} may take. */
  public Duration stopLimit() {
    return host.shutdownTime();
  }

  /** Fails if the platform can no longer work; never completes otherwise. */
  public CompletableFuture<Void> failure() {
    return failure.copy();
  }

  /**
   * Stops everything in good order: runs under way are checkpointed and queued again. Never fails;
   * may be called repeatedly.
   */
  public Future<Void> stop() {
    return host.close().onComplete(closed -> leave());
  }

  @Override
  public void close() {
    join(stop());
  }

  private void announce(String version) {
    try {
      new RunningPlatform(
              ProcessHandle.current().pid(), url(), kafka(), postgres(), version, Instant.now())
          .writeTo(home());
    } catch (IOException e) {
      log.warn("commands will not find this platform by its folder", e);
    }
  }

  private void leave() {
    try {
      RunningPlatform.removeFrom(home());
    } catch (IOException e) {
      log.warn("cannot remove the note that a platform runs here", e);
    }
    folder.close();
  }

  private static Future<?> blocking(Runnable task) {
    Promise<Void> done = Promise.promise();
    THREADS.execute(
        () -> {
          try {
            task.run();
            done.complete();
          } catch (RuntimeException e) {
            done.fail(e);
          }
        });
    return done.future();
  }

  private static <T> T join(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
