package dev.pharos.systemtests.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.systemtests.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * What the browser tests find on the shared platform: a data set of digits, a run that has been
 * trained on it, and the model it became.
 *
 * @param client the platform
 * @param run id of the run
 */
record Trained(PharosClient client, String run) {
  static final String DATASET = "browser-digits";
  static final String MODEL = "browser-model";
  private static final int IMAGES = 2_000;
  private static final Map<URI, Trained> ON_PLATFORM = new ConcurrentHashMap<>();
  private static final List<String> LAST_PHASES = List.of("READY", "FAILED", "CANCELLED");
  private static final List<String> LAST_STATES = List.of("SUCCEEDED", "FAILED", "CANCELLED");

  /** Draws, imports, trains and registers, once for each platform. */
  static Trained on(PharosClient client) {
    return ON_PLATFORM.computeIfAbsent(client.server(), server -> train(client));
  }

  private static Trained train(PharosClient client) {
    imported(client, DATASET, Images.digits(IMAGES, 1));
    var run = submit(client, Map.of("epochs", 5, "logInterval", 5), MODEL);
    var ended = awaitEnd(client, run);
    if (!ended.path("state").asText().equals("SUCCEEDED")) {
      throw new AssertionError("the run that the browser tests need: " + ended);
    }
    return new Trained(client, run);
  }

  /** Submits a run of lenet5 on the digits; gives its id. */
  static String submit(PharosClient client, Map<String, ?> training, String model) {
    var job =
        Map.of(
            "network",
            Map.of("name", "lenet5"),
            "dataset",
            Map.of("name", DATASET),
            "training",
            training,
            "register",
            model);
    return client.post("/v1/jobs", job).body().path("id").asText();
  }

  /** Images that the model has never seen, in a folder for each digit. */
  static List<Path> heldOut(int count) {
    var folder = Images.digits(count, 77);
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The run as it is when it has ended. */
  static JsonNode awaitEnd(PharosClient client, String run) {
    return patiently()
        .until(
            () -> client.get("/v1/runs/" + run).body(),
            answer -> LAST_STATES.contains(answer.path("state").asText()));
  }

  /**
   * Makes a folder's images a data set, or a further version of it; half of its files may be bad.
   */
  static void imported(PharosClient client, String dataset, Path folder) {
    var request = Map.of("path", folder.toString(), "maxBadShare", 0.5);
    var started = client.post("/v1/datasets/" + dataset + "/imports", request).body();
    var path = "/v1/imports/" + started.path("id").asText();
    var ended =
        patiently()
            .until(
                () -> client.get(path).body(),
                answer -> LAST_PHASES.contains(answer.path("phase").asText()));
    if (!ended.path("phase").asText().equals("READY")) {
      throw new AssertionError("a data set that the browser tests need: " + ended);
    }
  }

  private static ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(100));
  }
}
