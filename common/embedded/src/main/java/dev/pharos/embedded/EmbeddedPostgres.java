package dev.pharos.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server beside this process, on 127.0.0.1, with a database and a role {@code pharos}.
 *
 * <p>The server runs as this user (as nobody where this user is root) and asks for a password that
 * was drawn at random on the first start and lies in the file {@code password} of the data folder,
 * readable by its owner alone: other users of the machine cannot connect. The folder is locked
 * while the server runs. A server that outlived a killed process is stopped by the next start.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  /** The database, and the role that owns it; it may create databases and is no superuser. */
  public static final String NAME = "pharos";

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /** A new cluster takes 40 MiB, its first segments of write-ahead log as much again. */
  private static final long NEEDED_BYTES = 128L << 20;

  private static final int ATTEMPTS = 4;

  private final DataDirectory directory;
  private final PostgresCluster cluster;
  private final PostgresRoles roles;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(
      DataDirectory directory, PostgresCluster cluster, PostgresRoles roles, int port) {
    this.directory = directory;
    this.cluster = cluster;
    this.roles = roles;
    this.port = port;
  }

  /** Starts a server whose committed transactions survive a power failure. */
  public static EmbeddedPostgres start(Path directory, int port) {
    return start(directory, port, Durability.DURABLE);
  }

  /**
   * Starts the server and waits until it takes connections; about 1 s the first time, then half.
   *
   * @param directory where it keeps everything; made on the first start
   * @param port where clients connect, 0 for any free port
   * @throws EmbeddedException if the port is taken, the folder is in use, read-only, full or of
   *     another PostgreSQL, with what the server said; nothing is left running
   */
  public static EmbeddedPostgres start(Path directory, int port, Durability durability) {
    return start(directory, port, durability, Unprivileged.detect());
  }

  static EmbeddedPostgres start(
      Path directory, int port, Durability durability, Unprivileged user) {
    long begin = System.nanoTime();
    var folder = DataDirectory.open(directory, NEEDED_BYTES);
    try {
      var binaries = PostgresBinaries.unpacked(folder.resolve("programs"));
      var programs = new PostgresPrograms(binaries, user, folder.resolve("programs.log"));
      var cluster = new PostgresCluster(folder.path(), programs, user);
      var roles = PostgresRoles.in(folder.path());
      cluster.stopOrphan();
      // Asked for before the data folder is made: a port that is taken should cost nothing.
      LoopbackPorts.choose("PostgreSQL", port);
      cluster.initialiseOnce(PostgresRoles.SUPERUSER, roles.passwordFile(), durability);
      int chosen = startOn(cluster, port, durability);
      var postgres = new EmbeddedPostgres(folder, cluster, roles, chosen);
      postgres.createDatabaseOnce();
      log.info(
          "PostgreSQL is ready on {}:{} after {} ms, data in {}",
          LoopbackPorts.HOST,
          chosen,
          (System.nanoTime() - begin) / 1_000_000,
          folder.path());
      return postgres;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static int startOn(PostgresCluster cluster, int port, Durability durability) {
    PortTakenException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int chosen = LoopbackPorts.choose("PostgreSQL", port);
      try {
        cluster.start(settings(chosen, durability));
        return chosen;
      } catch (PortTakenException e) {
        last = e;
      }
    }
    throw new EmbeddedException(
        "PostgreSQL found no port to listen on after %d attempts: %s".formatted(ATTEMPTS, last),
        last);
  }

  private void createDatabaseOnce() {
    try {
      roles.createOnce(port);
    } catch (RuntimeException e) {
      cluster.stop();
      throw e;
    }
  }

  private static List<String> settings(int port, Durability durability) {
    var settings =
        new ArrayList<>(
            List.of(
                "port=" + port,
                "listen_addresses=" + LoopbackPorts.HOST,
                "unix_socket_directories=",
                "max_connections=200",
                "shared_buffers=64MB",
                "timezone=UTC",
                "log_timezone=UTC"));
    if (durability == Durability.THROWAWAY) {
      settings.addAll(List.of("fsync=off", "full_page_writes=off"));
    }
    return settings;
  }

  /** The JDBC URL of the database {@value #NAME}, without user and password. */
  public String jdbcUrl() {
    return jdbcUrl(NAME);
  }

  /** The JDBC URL of a database of this server, without user and password. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(LoopbackPorts.HOST, port, database);
  }

  /** The role to connect as. */
  public String user() {
    return NAME;
  }

  /** The password of the role. */
  public String password() {
    return roles.password();
  }

  /** The port that clients connect to. */
  public int port() {
    return port;
  }

  /** The process id of the server, absent when it does not run. */
  public OptionalLong pid() {
    return cluster.pid().map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /** Stops the server in good order and frees the folder. Closing again does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        cluster.stop();
      } finally {
        directory.close();
      }
    }
  }
}
