package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.systemtests.Images;
import dev.pharos.systemtests.PlatformProcess;
import dev.pharos.systemtests.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker that fetches data sets through the registry, and has room for only one of them. */
@ExtendWith(SharedPlatform.class)
final class SmallCacheST {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

  /** More than one data set and a checkpoint, less than two data sets. */
  private static final long CACHE_BYTES = 3_500_000;

  @Test
  void trainsOnOneDataSetAfterAnotherAndKeepsToItsLimit(
      PlatformProcess platform, @TempDir Path folder) throws IOException {
    var bytes = imported(platform, "cached-one", 1) + imported(platform, "cached-two", 2);
    assertThat(bytes).isGreaterThan(CACHE_BYTES);
    var cache = folder.resolve("cache");
    try (var worker = worker(platform, folder, cache)) {
      for (var dataset : List.of("cached-one", "cached-two", "cached-one")) {
        var run = trained(platform, dataset);
        assertThat(run.path("state").asText())
            .as("%s%n%s", run, worker.log())
            .isEqualTo("SUCCEEDED");
        assertThat(run.at("/attempts/0/workerName").asText()).isEqualTo("small");
        assertThat(size(cache)).isBetween(bytes / 3, CACHE_BYTES);
      }
      assertThat(worker.log()).contains("made room");
    }
  }

  private static ServiceProcess worker(PlatformProcess platform, Path folder, Path cache) {
    return ServiceProcess.start(
        "training-worker",
        List.of(
            "kafka.bootstrap-servers=" + platform.kafka(),
            "admin.port=0",
            "artifacts.url=" + platform.url(),
            "artifacts.cache-directory=" + cache,
            "artifacts.cache-bytes=" + CACHE_BYTES,
            "worker.name=small",
            "worker.labels=cache=small",
            "worker.folder=" + folder.resolve("work")));
  }

  /** Bytes of the data set as it is stored. */
  private static long imported(PlatformProcess platform, String name, long seed)
      throws IOException {
    var images = Images.digits(2_500, seed).toString();
    platform.pharos().run("dataset", "import", images, "--name", name).ok();
    var dataset = platform.client().get("/v1/datasets/" + name).body();
    return dataset.at("/versions/0/packed/size").asLong();
  }

  private static JsonNode trained(PlatformProcess platform, String dataset) {
    var job =
        Map.of(
            "network", Map.of("name", "lenet5"),
            "dataset", Map.of("name", dataset),
            "training", Map.of("epochs", 1, "batchSize", 128),
            "needs", Map.of("labels", Map.of("cache", "small")));
    var id = platform.client().post("/v1/jobs", job).body().path("id").asText();
    return Awaitility.await("run " + id)
        .atMost(LIMIT)
        .until(
            () -> platform.client().get("/v1/runs/" + id).body(),
            run -> ENDED.contains(run.path("state").asText()));
  }

  private static long size(Path cache) throws IOException {
    try (var files = Files.walk(cache)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
