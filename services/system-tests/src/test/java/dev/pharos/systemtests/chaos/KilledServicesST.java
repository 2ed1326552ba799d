package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.job.RunState;
import dev.pharos.systemtests.Images;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dataset service dies in an import, the gateway under requests. */
@Chaos
final class KilledServicesST extends OnCluster {
  private static final int IMAGES = 20_000;
  private static final Duration OUTAGE = Duration.ofSeconds(8);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private Path folder;

  @BeforeAll
  void start(@TempDir Path folder) {
    this.folder = folder;
    cluster = Cluster.start(folder, "one");
    cluster.startGateway();
  }

  @Test
  void theDatasetServiceIsKilledInTheMiddleOfAnImport() throws Exception {
    var id = importToTheMiddle("many", 3);
    var service = cluster.service("dataset-service");
    service.kill();
    service.restart();

    assertReady("many", id);
    for (var place : List.of("imports/work", "imports/uploads/unfinished", "imports/incoming")) {
      await().untilAsserted(() -> assertThat(folder.resolve(place)).isEmptyDirectory());
    }
    assertThat(folder.resolve("artifacts/unfinished")).isEmptyDirectory();
    Account.tell(
        "kill -9 of the dataset service in an import: it begins again by itself and ends with"
            + " %,d images, each once",
        IMAGES);
  }

  @Test
  void postgresIsAwayInTheMiddleOfAnImport() throws Exception {
    askOften();
    var before = Holdings.of(cluster);
    var id = importToTheMiddle("plenty", 4);
    cluster.postgres().stop();
    var stopped = System.nanoTime();
    await()
        .pollDelay(OUTAGE)
        .atMost(OUTAGE.plusSeconds(10))
        .until(() -> System.nanoTime() - stopped >= OUTAGE.toNanos());
    cluster.postgres().start();

    assertReady("plenty", id);
    assertThat(
            cluster
                .books()
                .number("select starts from dataset_imports where id = '%s'".formatted(id)))
        .as("beginnings of the import")
        .isOne();
    Account.tell(
        "PostgreSQL stopped for %d s in an import: it goes on, and ends with %,d images, each once",
        OUTAGE.toSeconds(), IMAGES);
    before.assertAsBefore(cluster, "an import without PostgreSQL");
  }

  /** With its first requests Vert.x fills a pool of twenty threads, which it keeps for good. */
  private void askOften() throws Exception {
    for (var i = 0; i < 100; i++) {
      assertThat(cluster.client().get("/v1/imports").status()).isEqualTo(200);
    }
  }

  private String importToTheMiddle(String name, long seed) throws Exception {
    var folder = Images.digits(IMAGES, seed);
    var path = "/v1/datasets/" + name + "/imports";
    var asked = cluster.client().post(path, Map.of("path", folder.toString()));
    var id = asked.body().path("id").asText();
    awaitImport(id, job -> job.path("phase").asText().equals("DECODING") && isHalf(job));
    return id;
  }

  private void assertReady(String name, String id) throws Exception {
    var ended = awaitImport(id, job -> job.hasNonNull("endedAt"));
    assertThat(ended.path("phase").asText()).as(ended.toString()).isEqualTo("READY");
    var versions = cluster.client().get("/v1/datasets/" + name).body().path("versions");
    assertThat(versions).hasSize(1);
    var images = 0;
    for (var split : new String[] {"training", "validation", "test"}) {
      images += versions.path(0).path(split).asInt();
    }
    assertThat(images).as(versions.toString()).isEqualTo(IMAGES);
    Order.assertEveryArtifactIsWhole(cluster);
  }

  private static boolean isHalf(JsonNode job) {
    return job.path("done").asLong() * 4 > job.path("total").asLong();
  }

  private JsonNode awaitImport(String id, Predicate<JsonNode> wanted) {
    return await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> cluster.client().get("/v1/imports/" + id).body(), wanted);
  }

  @Test
  void theGatewayIsKilledUnderRequests() throws Exception {
    var runs = new Runs(cluster).withDataset();
    var run = runs.awaitEnd(runs.submit(Map.of("register", "digits")));
    assertThat(run.state()).as(run.reason()).isEqualTo(RunState.SUCCEEDED);
    cluster.client().put("/v1/models/digits/aliases/champion", Map.of("version", 1));
    var image = anyImage();
    var before = awaitAnswer(image);

    var gateway = cluster.service("serving-gateway");
    gateway.kill();
    var killed = System.nanoTime();
    gateway.restart();
    var after = awaitAnswer(image);

    assertThat(after.path("predictions")).isEqualTo(before.path("predictions"));
    Account.tell(
        "kill -9 of the gateway: it answers again after %.1f s, most of which its start takes, with"
            + " the same probabilities",
        (System.nanoTime() - killed) / 1e9);
  }

  private static byte[] anyImage() throws Exception {
    try (var files = Files.walk(Images.digits(10, 77))) {
      return Files.readAllBytes(files.filter(Files::isRegularFile).findFirst().orElseThrow());
    }
  }

  private JsonNode awaitAnswer(byte[] image) {
    return await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(
            () ->
                cluster
                    .client()
                    .send(
                        "POST",
                        "/v1/models/digits/classify",
                        Map.of("alias", "champion"),
                        "image/png",
                        BodyPublishers.ofByteArray(image))
                    .body(),
            body -> body.has("predictions"));
  }
}
