package dev.pharos.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The peer: the same work by PyTorch, in a process of its own right after ours. */
final class PyTorch {
  private static final Path SCRIPT = Path.of("services/benchmarks/peers/pytorch_network.py");

  private final Options options;

  PyTorch(Options options) {
    this.options = options;
  }

  /** Images per second in training. */
  double training() throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                options.python(),
                SCRIPT.toString(),
                options.network(),
                Integer.toString(options.batch()),
                Integer.toString(options.seconds()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(options.python() + " " + SCRIPT + " ended with " + status);
    }
    return Double.parseDouble(answer.strip());
  }
}
