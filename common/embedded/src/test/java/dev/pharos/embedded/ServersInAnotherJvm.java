package dev.pharos.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;

/** Runs both servers in a process of its own, so that a test can kill it. */
final class ServersInAnotherJvm implements AutoCloseable {
  private final Process process;
  private final String bootstrapServers;

  private ServersInAnotherJvm(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /** Prints where Kafka listens when both are ready, and then waits to be killed. */
  public static void main(String[] arguments) throws InterruptedException {
    var servers = EmbeddedServers.start(Path.of(arguments[0]), 0, 0, Durability.THROWAWAY);
    System.out.println("ready " + servers.kafka().bootstrapServers());
    Thread.sleep(Long.MAX_VALUE);
  }

  static ServersInAnotherJvm start(Path folder) throws IOException {
    var java = ProcessHandle.current().info().command().orElse("java");
    var process =
        new ProcessBuilder(
                java,
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ServersInAnotherJvm.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    var printed = new StringBuilder();
    try (var closed = process.getOutputStream()) {
      closed.flush();
    }
    var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line; (line = out.readLine()) != null; ) {
      if (line.startsWith("ready ")) {
        return new ServersInAnotherJvm(process, line.substring("ready ".length()));
      }
      printed.append(line).append('\n');
    }
    throw new IllegalStateException("the servers did not start: " + printed);
  }

  long pid() {
    return process.pid();
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** As {@code kill -9}: nothing in the process gets to run any more. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
