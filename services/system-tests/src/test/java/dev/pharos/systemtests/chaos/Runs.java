package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.platform.client.Run;
import dev.pharos.systemtests.Images;
import dev.pharos.systemtests.Pharos;
import dev.pharos.testkit.TemporaryFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;

/** Trainings in a cluster that would all end in the same network, were they left alone. */
final class Runs {
  static final String DATASET = "digits";
  private static final int EPOCHS = 8;
  static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int IMAGES = 1200;

  private final Cluster cluster;
  private final int epochs;

  Runs(Cluster cluster) {
    this(cluster, EPOCHS);
  }

  private Runs(Cluster cluster, int epochs) {
    this.cluster = cluster;
    this.epochs = epochs;
  }

  /** Longer ones, whose middle is seen on a fast machine, too, even that of two at a time. */
  static Runs longer(Cluster cluster) {
    return new Runs(cluster, 4 * EPOCHS);
  }

  /** Brings the data set that the runs train on. */
  Runs withDataset() throws IOException {
    var folder = Images.digits(IMAGES, 8);
    Pharos.bare()
        .with("PHAROS_SERVER", cluster.client().server().toString())
        .run("dataset", "import", folder.toString(), "--name", DATASET)
        .ok();
    return this;
  }

  /** Submits a training with dropout, crops, mirror images and everything else that is random. */
  UUID submit() {
    return submit(Map.of());
  }

  /** The same with more fields of the job. */
  UUID submit(Map<String, Object> more) {
    var pattern =
        "INPUT(28x28x1) -> CONV(5x5,8) -> RELU -> POOL(2x2/2) -> FC(64) -> RELU -> DROPOUT(0.5) ->"
            + " FC(classes)";
    var job = new TreeMap<>(more);
    job.put("network", Map.of("name", "pattern", "settings", Map.of("pattern", pattern)));
    job.put("dataset", Map.of("name", DATASET));
    job.put("training", Map.of("epochs", epochs, "batchSize", 16, "augmentation", "crop-mirror"));
    job.put("maxAttempts", 5);
    return cluster.client().post("/v1/jobs", job).as(Run.class).id();
  }

  Run get(UUID run) {
    return cluster.client().get("/v1/runs/" + run).as(Run.class);
  }

  /** Waits until a run is as wanted; while nobody answers, too. */
  Run await(UUID run, String what, Predicate<Run> wanted) {
    return Awaitility.await(what)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> get(run), wanted);
  }

  /** Waits until a run is in the middle of an epoch that is not the first. */
  Run awaitMiddleOfAnEpoch(UUID run) {
    var found =
        await(run, "the middle of an epoch", each -> each.state().ended() || isMiddle(each));
    assertThat(found.state().ended()).as("it ended before anybody saw its middle").isFalse();
    return found;
  }

  private boolean isMiddle(Run run) {
    if (run.progress() == null || run.progress().epoch() < 3) {
      return false;
    }
    long steps = run.progress().steps() / epochs;
    return run.progress().step() % steps > steps / 4;
  }

  /** Waits until a run has ended. */
  Run awaitEnd(UUID run) {
    return await(run, "the end of run " + run, each -> each.state().ended());
  }

  /** The name of the worker that a run's attempt is or was on. */
  String worker(UUID run, int attempt) {
    var id = attempt(run, attempt).path("worker").asText();
    for (var worker : cluster.client().get("/v1/workers").body().path("items")) {
      if (worker.path("id").asText().equals(id)) {
        return worker.path("name").asText();
      }
    }
    throw new AssertionError("worker " + id + " is unknown");
  }

  /** The step that an attempt resumed after. */
  long fromStep(UUID run, int attempt) {
    return attempt(run, attempt).path("fromStep").asLong();
  }

  private JsonNode attempt(UUID run, int number) {
    for (var attempt : cluster.client().get("/v1/runs/" + run).body().path("attempts")) {
      if (attempt.path("number").asInt() == number) {
        return attempt;
      }
    }
    throw new AssertionError("run " + run + " has no attempt " + number);
  }

  /** The parameters of a run's network, bit for bit. */
  byte[] parameters(UUID run) {
    try {
      var file = TemporaryFolders.untilTheEnd("chaos").resolve("model");
      cluster.client().download("/v1/runs/" + run + "/artifacts/model", Map.of(), file, done -> {});
      try (var zip = new ZipFile(file.toFile());
          var content = zip.getInputStream(zip.getEntry("parameters.bin"))) {
        return content.readAllBytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
