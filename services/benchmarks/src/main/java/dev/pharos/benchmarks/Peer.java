package dev.pharos.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A peer: the same work by a Python script, in a process of its own, that prints one number. */
final class Peer {
  private static final Path SCRIPTS = Path.of("services/benchmarks/peers");

  private final String python;
  private final String script;

  Peer(String python, String script) {
    this.python = python;
    this.script = script;
  }

  /** Whether a Python has a module. */
  static boolean has(String python, String module) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(python, "-c", "import " + module)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }

  double rate(Object... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of(python, SCRIPTS.resolve(script).toString()));
    for (var argument : arguments) {
      command.add(argument.toString());
    }
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + status);
    }
    return Double.parseDouble(answer.strip());
  }
}
