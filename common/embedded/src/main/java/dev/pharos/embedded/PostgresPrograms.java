package dev.pharos.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's command line programs. */
final class PostgresPrograms {
  /** What a program answered. */
  record Result(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }
  }

  private static final long LIMIT_SECONDS = 120;

  private final PostgresBinaries binaries;
  private final Unprivileged user;
  private final Path output;

  /**
   * @param output a file for what the programs print: a pipe would stay open as long as the server
   *     that they start
   */
  PostgresPrograms(PostgresBinaries binaries, Unprivileged user, Path output) {
    this.binaries = binaries;
    this.user = user;
    this.output = output;
  }

  /** Runs a program to its end; it may leave a server running. */
  Result run(String program, List<String> arguments) {
    var command = new ArrayList<>(user.prefix());
    command.add(binaries.program(program).toString());
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.PIPE);
    builder.redirectOutput(output.toFile());
    // PGPORT, PGDATA and their like belong to another server; messages are read by this class.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    try {
      var process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new EmbeddedException(
            "%s did not end within %d s: %s".formatted(command, LIMIT_SECONDS, printed()));
      }
      return new Result(process.exitValue(), printed());
    } catch (IOException e) {
      throw new EmbeddedException("cannot run %s: %s".formatted(command, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("interrupted while running " + command, e);
    }
  }

  private String printed() throws IOException {
    return new String(Files.readAllBytes(output), UTF_8).strip();
  }
}
