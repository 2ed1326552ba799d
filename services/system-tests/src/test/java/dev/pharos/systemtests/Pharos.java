package dev.pharos.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pharos.testkit.TemporaryFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts {@code pharos} as a user does: the script, in a process of its own. */
public final class Pharos {
  public static final Duration LIMIT = Duration.ofMinutes(3);

  private final Map<String, String> environment;

  private Pharos(Map<String, String> environment) {
    this.environment = environment;
  }

  /** With a data folder that is nobody's and no server, so that nothing of this machine answers. */
  public static Pharos bare() {
    return new Pharos(Map.of("PHAROS_HOME", "/nonexistent/pharos"));
  }

  /** With a variable more. */
  public Pharos with(String variable, String value) {
    var more = new HashMap<>(environment);
    more.put(variable, value);
    return new Pharos(more);
  }

  /**
   * What came of a command.
   *
   * @param exitCode its exit code
   * @param out what it wrote to the standard output
   * @param err what it wrote to the standard error
   */
  public record Result(int exitCode, String out, String err) {

    /** Fails the test if the command failed. */
    public Result ok() {
      if (exitCode != 0) {
        throw new AssertionError("exit code %d%n%s%n%s".formatted(exitCode, out, err));
      }
      return this;
    }
  }

  /** Runs a command to its end. */
  public Result run(String... arguments) {
    try (var running = start(arguments)) {
      return running.result(LIMIT);
    }
  }

  /** Starts a command. */
  public Running start(String... arguments) {
    var command = new ArrayList<>(List.of(Checkout.launcher().toString()));
    command.addAll(Arrays.asList(arguments));
    return start(Checkout.root(), command);
  }

  /** Starts any program with the same variables. */
  public Running start(Path directory, List<String> command) {
    try {
      var files = TemporaryFolders.untilTheEnd("st");
      var temporary = Files.createDirectory(files.resolve("tmp"));
      var builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(files.resolve("out").toFile())
              .redirectError(files.resolve("err").toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PHAROS_"));
      // The build that runs these tests has built what they test.
      builder.environment().put("PHAROS_NO_BUILD", "yes");
      builder.environment().putAll(environment);
      // What a process that is killed leaves behind lies here, too.
      builder.environment().put("TMPDIR", temporary.toString());
      builder
          .environment()
          .merge(
              "PHAROS_JAVA_OPTS",
              "-Djava.io.tmpdir=" + temporary,
              (given, more) -> given + " " + more);
      return new Running(builder.start(), files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command that runs; closing kills it, and forgets what it wrote. */
  public static final class Running implements AutoCloseable {
    private final Process process;
    private final Path files;

    private Running(Process process, Path files) {
      this.process = process;
      this.files = files;
    }

    /** The launcher hands its process over to Java, so this is the program itself. */
    public ProcessHandle handle() {
      return process.toHandle();
    }

    public boolean alive() {
      return process.isAlive();
    }

    public String out() {
      return read("out");
    }

    public String err() {
      return read("err");
    }

    /** Ends it as a terminal or a service supervisor does, and waits. */
    public Result terminate() {
      process.destroy();
      return result(Duration.ofSeconds(60));
    }

    /** Ends it as a crash does, and waits. */
    public Result kill() {
      process.destroyForcibly();
      return result(Duration.ofSeconds(20));
    }

    /** Waits for its end. */
    public Result result(Duration limit) {
      try {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new AssertionError("still running after %s%n%s%n%s".formatted(limit, out(), err()));
        }
        return new Result(process.exitValue(), out(), err());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private String read(String name) {
      try {
        return Files.readString(files.resolve(name), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      if (process.isAlive()) {
        process.destroyForcibly();
        result(Duration.ofSeconds(20));
      }
      TemporaryFolders.delete(files);
    }
  }
}
