package dev.pharos.platform.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pharos.platform.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in this process and keeps what they print. */
final class Shell {
  /** What came of a command. */
  record Result(int exitCode, String out, String err) {}

  private final Map<String, String> environment;

  private Shell(Map<String, String> environment) {
    this.environment = environment;
  }

  /** With variables given as name, value, name, value. */
  static Shell with(String... variables) {
    var environment = new HashMap<String, String>();
    // A platform that happens to run on this machine must not answer.
    environment.put("PHAROS_HOME", "/nonexistent/pharos");
    for (var i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return new Shell(environment);
  }

  Result run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), 0);
    var exitCode = CommandLines.of(new Surroundings(terminal, environment)).execute(arguments);
    return new Result(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
