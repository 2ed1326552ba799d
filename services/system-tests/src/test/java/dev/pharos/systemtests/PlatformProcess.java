package dev.pharos.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pharos.platform.client.PharosClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A platform that {@code pharos up} has started in a process of its own, on free ports. */
public final class PlatformProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final Path home;
  private final Pharos.Running running;
  private final JsonNode note;

  private PlatformProcess(Path home, Pharos.Running running, JsonNode note) {
    this.home = home;
    this.running = running;
    this.note = note;
  }

  /** Starts a platform on a data folder and waits until it is ready. */
  public static PlatformProcess start(Path home, String... moreOptions) {
    return start(Pharos.bare(), home, moreOptions);
  }

  /** The same with variables. */
  public static PlatformProcess start(Pharos pharos, Path home, String... moreOptions) {
    var options =
        new ArrayList<>(
            List.of(
                "up",
                "--data",
                home.toString(),
                "--port",
                "0",
                "--kafka-port",
                "0",
                "--postgres-port",
                "0"));
    options.addAll(Arrays.asList(moreOptions));
    var running = pharos.start(options.toArray(String[]::new));
    try {
      Awaitility.await("the platform is ready")
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !running.alive() || running.out().contains("Ctrl-C ends it"));
      if (!running.alive()) {
        throw new AssertionError("the platform did not start: " + running.err());
      }
      return new PlatformProcess(home, running, noteIn(home));
    } catch (RuntimeException | AssertionError e) {
      running.close();
      throw e;
    }
  }

  private static JsonNode noteIn(Path home) {
    try {
      return new ObjectMapper().readTree(Files.readString(home.resolve("platform.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address of dashboard and API. */
  public String url() {
    return note.path("url").asText();
  }

  /** Bootstrap servers of its Kafka. */
  public String kafka() {
    return note.path("kafka").asText();
  }

  /** Its data folder. */
  public Path home() {
    return home;
  }

  /** Its process. */
  public Pharos.Running process() {
    return running;
  }

  /** The command line, talking to this platform. */
  public Pharos pharos() {
    return Pharos.bare().with("PHAROS_SERVER", url());
  }

  /** Its API. */
  public PharosClient client() {
    return new PharosClient(URI.create(url()), Optional.empty());
  }

  /** What it has logged so far. */
  public String log() {
    try {
      return Files.readString(home.resolve("pharos.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (running) {
      if (running.alive()) {
        running.terminate();
      }
    }
  }
}
