package dev.pharos.systemtests.chaos;

import dev.pharos.systemtests.Pharos;
import dev.pharos.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One service in a process of its own: {@code pharos service NAME}. */
final class ServiceProcess implements AutoCloseable {
  /** Small, and quick to start; what is computed is the same. */
  private static final String JVM = "-Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final String[] command;
  private final int adminPort;
  private final StringBuilder before = new StringBuilder();
  private Pharos.Running running;

  private ServiceProcess(String[] command, int adminPort) {
    this.command = command;
    this.adminPort = adminPort;
  }

  /** Starts a service; whether it is ready only others can tell. */
  static ServiceProcess start(String service, List<String> settings) {
    int adminPort = FreePorts.next();
    var command = new ArrayList<>(List.of("service", service, "--admin.port=" + adminPort));
    settings.forEach(setting -> command.add("--" + setting));
    var process = new ServiceProcess(command.toArray(String[]::new), adminPort);
    process.restart();
    return process;
  }

  /** Starts it again with the same settings, after its end. */
  void restart() {
    if (running != null) {
      before.append(running.out()).append(running.err());
      running.close();
    }
    running = Pharos.bare().with("PHAROS_JAVA_OPTS", JVM).start(command);
  }

  /** Ends it as a crash does: {@code kill -9}. */
  void kill() {
    running.kill();
  }

  /** Stops it from doing anything, as a suspended machine is: {@code kill -STOP}. */
  void pause() {
    signal("-STOP");
  }

  /** Lets it go on where it was. */
  void goOn() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      var kill =
          new ProcessBuilder("kill", name, Long.toString(running.handle().pid()))
              .inheritIO()
              .start();
      if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new AssertionError("kill " + name + " did not work");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return running.handle().pid();
  }

  boolean alive() {
    return running.alive();
  }

  /** What it has logged so far, before it was restarted, too. */
  String log() {
    return before + running.out() + running.err();
  }

  /** Its threads now; 0 where the system does not tell. */
  int threads() {
    var status = Path.of("/proc", Long.toString(running.handle().pid()), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("Threads:"))
          .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * The sum of what it tells Prometheus under a name, such as {@code pharos_pool_queued}.
   *
   * @param label text that the labels have; empty for all
   */
  double metric(String name, String label) {
    return answer("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** Whether it says that it is alive. */
  boolean isLive() {
    return answer("/health/live").statusCode() == 200;
  }

  private HttpResponse<String> answer(String path) {
    var address = URI.create("http://127.0.0.1:" + adminPort + path);
    try {
      return HTTP.send(
          HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Stack traces in its log. */
  int traces() {
    int traces = 0;
    boolean inside = false;
    for (var line : log().lines().toList()) {
      boolean frame = line.startsWith("\tat ");
      traces += frame && !inside ? 1 : 0;
      inside = frame || (inside && line.startsWith("Caused by: "));
    }
    return traces;
  }

  @Override
  public void close() {
    running.close();
  }
}
