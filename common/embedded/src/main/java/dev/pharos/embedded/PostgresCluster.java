package dev.pharos.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database cluster, in PostgreSQL's words: a data folder and the one server that may run on it.
 */
final class PostgresCluster {
  private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);
  private static final Pattern TROUBLE =
      Pattern.compile("FATAL|PANIC|ERROR|DETAIL|HINT|could not|error:");
  private static final long KEPT_LOG_BYTES = 16L << 20;

  private final Path data;
  private final Path serverLog;
  private final PostgresPrograms programs;
  private final Unprivileged user;

  PostgresCluster(Path home, PostgresPrograms programs, Unprivileged user) {
    this.data = home.resolve("data");
    this.serverLog = home.resolve("postgres.log");
    this.programs = programs;
    this.user = user;
  }

  /** Makes the cluster if there is none; a kill half way leaves none. */
  void initialiseOnce(String superuser, Path passwordFile, Durability durability) {
    if (Files.exists(data)) {
      return;
    }
    var unfinished = data.resolveSibling("data.unfinished");
    try {
      FileTrees.delete(unfinished);
      Files.createDirectory(unfinished);
      user.own(unfinished);
      var result =
          programs.run(
              "initdb",
              List.of(
                  "--pgdata=" + unfinished,
                  "--username=" + superuser,
                  "--pwfile=" + passwordFile,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale-provider=builtin",
                  "--builtin-locale=C.UTF-8",
                  "--locale=C",
                  "--no-instructions",
                  durability == Durability.DURABLE ? "--sync-method=fsync" : "--no-sync"));
      if (!result.succeeded()) {
        throw new EmbeddedException(
            "cannot make the PostgreSQL data folder %s: %s"
                .formatted(data, trouble(result.output())));
      }
      Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new EmbeddedException(
          "cannot make the PostgreSQL data folder %s: %s".formatted(data, e), e);
    }
  }

  /** Stops the server that a killed process left behind. */
  void stopOrphan() {
    if (Files.exists(pidFile())
        && programs.run("pg_ctl", List.of("status", "--pgdata=" + data)).succeeded()) {
      log.info("stopping the PostgreSQL server that an earlier process left running on {}", data);
      stop();
    }
  }

  /**
   * Starts the server and waits until it answers.
   *
   * @throws PortTakenException if somebody else listens on the port
   * @throws EmbeddedException if it does not start, with what it said
   */
  void start(List<String> settings) {
    long logged = rotateLog();
    try {
      user.own(data);
      user.own(serverLog);
    } catch (IOException e) {
      throw new EmbeddedException("cannot change the owner of " + data + ": " + e, e);
    }
    var options =
        settings.stream().map(setting -> "-c " + setting).collect(Collectors.joining(" "));
    var result =
        programs.run(
            "pg_ctl",
            List.of(
                "start",
                "--pgdata=" + data,
                "--wait",
                "--timeout=60",
                "--log=" + serverLog,
                "--options=" + options));
    if (result.succeeded()) {
      return;
    }
    stopOrphan();
    var said = loggedSince(logged);
    if (said.contains("Address already in use") || said.contains("could not bind")) {
      throw new PortTakenException(new EmbeddedException(trouble(said)));
    }
    throw new EmbeddedException(
        "PostgreSQL cannot start on %s: %s (its log: %s)"
            .formatted(data, trouble(said.isBlank() ? result.output() : said), serverLog));
  }

  /** Stops the server in good order: open transactions end, what is committed stays. */
  void stop() {
    var result =
        programs.run(
            "pg_ctl", List.of("stop", "--pgdata=" + data, "--mode=fast", "--wait", "--timeout=30"));
    if (!result.succeeded() && Files.exists(pidFile())) {
      log.warn("PostgreSQL on {} did not stop in good order: {}", data, result.output());
      programs.run("pg_ctl", List.of("stop", "--pgdata=" + data, "--mode=immediate", "--wait"));
    }
  }

  /** The process id of the server, if one has been started. */
  Optional<Long> pid() {
    try (var lines = Files.lines(pidFile(), UTF_8)) {
      return lines.findFirst().map(line -> Long.parseLong(line.strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }

  /** Starts a new log when the old one is long; answers the length of the log from here on. */
  private long rotateLog() {
    try {
      long length = Files.exists(serverLog) ? Files.size(serverLog) : 0;
      if (length < KEPT_LOG_BYTES) {
        return length;
      }
      Files.move(
          serverLog,
          serverLog.resolveSibling("postgres.old.log"),
          StandardCopyOption.REPLACE_EXISTING);
      return 0;
    } catch (IOException e) {
      log.warn("cannot rotate {}: {}", serverLog, e.toString());
      return 0;
    }
  }

  private String loggedSince(long position) {
    try (var channel = Files.newByteChannel(serverLog)) {
      channel.position(Math.min(position, channel.size()));
      var bytes =
          java.nio.ByteBuffer.allocate(
              (int) Math.min(1 << 20, channel.size() - channel.position()));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return UTF_8.decode(bytes.flip()).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** The lines that tell what is wrong, or all of them. */
  private static String trouble(String output) {
    var lines = output.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    var telling = lines.stream().filter(line -> TROUBLE.matcher(line).find()).toList();
    return String.join("; ", new ArrayList<>(telling.isEmpty() ? lines : telling));
  }
}
