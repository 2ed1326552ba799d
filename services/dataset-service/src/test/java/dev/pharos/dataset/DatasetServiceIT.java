package dev.pharos.dataset;

import static dev.pharos.dataset.RunningService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.artifacts.FileSystemArtifactStore;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Json;
import dev.pharos.imaging.decode.ImageDecoder;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.samples.SampleData;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.TopicRecord;
import dev.pharos.testkit.WithServers;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithServers
class DatasetServiceIT {
  private static final String READY = "dev.pharos.dataset.ready.v1";
  private static final String FAILED = "dev.pharos.dataset.import-failed.v1";
  private static final String PROGRESSED = "dev.pharos.dataset.import-progressed.v1";

  private TestServers servers;
  @TempDir Path folder;
  private RunningService service;
  private Path digits;

  @BeforeEach
  void start() throws Exception {
    service = RunningService.start(servers, folder, Map.of("imports.max-upload-bytes", "1000000"));
    digits = folder.resolve("digits");
    SampleData.digits(digits, 200, 1);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
  }

  private void command(String id, String type, Map<String, ?> data) throws Exception {
    var event =
        Map.of("specversion", "1.0", "type", type, "source", "/test", "id", id, "data", data);
    servers
        .topics()
        .send(
            servers.topic("dataset.commands"),
            null,
            Json.mapper().writeValueAsString(event),
            Map.of());
  }

  private TopicRecord event(String type, String command) {
    return servers
        .topics()
        .await(
            servers.topic("dataset.events"),
            record ->
                type.equals(record.headers().get("ce_type"))
                    && command.equals(record.headers().get("ce_correlationid")));
  }

  private long count(String sql) throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void aCommandOnKafkaMakesADataSetThatCanBeLookedAt() throws Exception {
    var id = UUID.randomUUID().toString();
    var data = Map.of("name", "kafka", "path", digits.toString());
    command(id, "dev.pharos.dataset.import.v1", data);
    var ready = event(READY, id);
    assertThat(ready.key()).isEqualTo("kafka");
    var said = Json.mapper().readTree(ready.value());
    assertThat(said.get("version").asInt()).isEqualTo(1);
    assertThat(said.get("isNew").asBoolean()).isTrue();
    assertThat(said.get("classes")).hasSize(10);
    assertThat(said.at("/training").asInt() + said.at("/validation").asInt()).isGreaterThan(150);

    // The same command again makes nothing; another of the same content finds the version.
    command(id, "dev.pharos.dataset.import.v1", data);
    var again = UUID.randomUUID().toString();
    command(again, "dev.pharos.dataset.import.v1", data);
    var found = Json.mapper().readTree(event(READY, again).value());
    assertThat(found.get("version").asInt()).isEqualTo(1);
    assertThat(found.get("isNew").asBoolean()).isFalse();
    assertThat(found.get("packed")).isEqualTo(said.get("packed"));
    assertThat(count("select count(*) from dataset_versions where dataset = 'kafka'")).isOne();
    assertThat(count("select count(*) from dataset_imports where command = '%s'".formatted(id)))
        .isOne();

    lookAt("kafka", said);
  }

  private void lookAt(String name, JsonNode ready) throws Exception {
    var list = json(service.get("/v1/datasets?limit=1"));
    assertThat(list.at("/items/0/latest").asInt()).isPositive();
    var shown = json(service.get("/v1/datasets/" + name));
    var version = shown.at("/versions/0");
    assertThat(version.get("height").asInt()).isEqualTo(28);
    assertThat(version.get("channels").asInt()).isEqualTo(1);
    assertThat(version.get("counts")).hasSize(10);
    assertThat(version.get("packed")).isEqualTo(ready.get("packed"));
    assertThat(version.get("badFiles")).isEmpty();
    assertThat(version.at("/counts/3/class").asText()).isEqualTo("3");

    var samples =
        json(service.get("/v1/datasets/%s/versions/1/samples?class=3&count=4".formatted(name)));
    assertThat(samples.get("items"))
        .hasSize(4)
        .allSatisfy(sample -> assertThat(sample.get("class").asText()).isEqualTo("3"));
    var image = service.get(samples.at("/items/0/url").asText());
    assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
    var source = digits.resolve(samples.at("/items/0/source").asText());
    var decoder = new ImageDecoder();
    assertThat(decoder.decode(image.body())).isEqualTo(decoder.decode(Files.readAllBytes(source)));

    var preview = samples.at("/items/0/url").asText() + "/augmented";
    var grid = service.get(preview + "?augmentation=alexnet&count=3");
    assertThat(grid.headers().firstValue("Content-Type")).contains("image/png");
    var stored = decoder.decode(image.body());
    assertThat(decoder.decode(grid.body()).height()).isEqualTo(2 * stored.height() + 4);
    assertThat(service.get(preview + "?count=65").statusCode()).isEqualTo(400);
    var tried = service.post(preview, Map.of("augmentation", Map.of("mirror", true), "count", 1));
    assertThat(decoder.decode(tried.body()).height()).isEqualTo(stored.height());
    var refused = service.post(preview, Map.of("augmentation", Map.of("flip", true)));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(json(refused).at("/errors/0/field").asText()).isEqualTo("augmentation.flip");

    var artifacts = new FileSystemArtifactStore(folder.resolve("artifacts"));
    var packed = Json.mapper().treeToValue(ready.get("packed"), ArtifactRef.class);
    try (var dataset = PackedDataset.open(artifacts.localFile(packed))) {
      dataset.verify();
      assertThat(dataset.size()).isEqualTo(200);
    }
  }

  @Test
  void anUploadedArchiveBecomesTheSameVersionAsTheFolder() throws Exception {
    var started = service.startImport("upload", digits);
    assertThat(service.ended(started).get("version").asInt()).isEqualTo(1);
    var content = Archives.contentOf(digits);
    var archives =
        new byte[][] {
          Files.readAllBytes(Archives.zip(folder.resolve("zip"), content)),
          Archives.tar(content),
          Archives.gzip(Archives.tar(content))
        };
    for (var archive : archives) {
      var accepted =
          service.send("PUT", "/v1/datasets/upload/upload", BodyPublishers.ofByteArray(archive));
      assertThat(accepted.statusCode()).as(new String(accepted.body(), UTF_8)).isEqualTo(202);
      var ended = service.ended(json(accepted));
      assertThat(ended.get("phase").asText()).as(ended.toString()).isEqualTo("READY");
      assertThat(ended.get("version").asInt()).isEqualTo(1);
      assertThat(ended.get("source").asText())
          .isEqualTo("upload of %d bytes".formatted(archive.length));
    }
    var other =
        service.send(
            "PUT",
            "/v1/datasets/upload/upload?splitSeed=7",
            BodyPublishers.ofByteArray(archives[0]));
    assertThat(service.ended(json(other)).get("version").asInt()).isEqualTo(2);
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws Exception {
    for (var name : new String[] {"imports/work", "imports/uploads"}) {
      // An import tells of its end before it cleans up.
      Awaitility.await()
          .ignoreException(UncheckedIOException.class)
          .untilAsserted(
              () -> {
                try (var files = Files.walk(folder.resolve(name))) {
                  assertThat(files.filter(Files::isRegularFile)).isEmpty();
                }
              });
    }
  }

  @Test
  void anUploadThatIsTooLargeIsRefusedAndForgotten() throws Exception {
    var large = new byte[1_000_001];
    var announced =
        service.send("PUT", "/v1/datasets/large/upload", BodyPublishers.ofByteArray(large));
    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(json(announced).get("detail").asText()).contains("larger than 1000000 bytes");
    assertNothingIsLeft();
    assertThat(count("select count(*) from dataset_imports where dataset = 'large'")).isZero();
  }

  @Test
  void anUploadThatBreaksOffIsForgotten() throws Exception {
    try (var socket = service.connect()) {
      var head =
          "PUT /v1/datasets/broken/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(new byte[200_000]);
      socket.getOutputStream().flush();
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(folder.resolve("imports/uploads/unfinished")).isNotEmptyDirectory());
    }
    assertNothingIsLeft();
    assertThat(count("select count(*) from dataset_imports where dataset = 'broken'")).isZero();
  }

  @Test
  void badFilesFailAnImportWithAReportAndLeaveNothing() throws Exception {
    for (var i = 0; i < 30; i++) {
      Files.writeString(digits.resolve("0/%d.txt".formatted(i)), "no image");
    }
    var id = UUID.randomUUID().toString();
    command(
        id,
        "dev.pharos.dataset.import.v1",
        Map.of("name", "bad", "path", digits.toString(), "maxBadShare", 0.1));
    var failed = Json.mapper().readTree(event(FAILED, id).value());
    assertThat(failed.get("reason").asText()).startsWith("30 of 230 files cannot be used");
    assertThat(failed.get("badFiles")).hasSize(20);
    assertThat(failed.get("cancelled").asBoolean()).isFalse();
    var shown = json(service.get("/v1/imports?dataset=bad")).at("/items/0");
    assertThat(shown.get("phase").asText()).isEqualTo("FAILED");
    assertThat(shown.get("badFiles")).hasSize(30);
    assertThat(shown.at("/badFiles/0/file").asText()).isEqualTo("0/0.txt");
    assertThat(service.get("/v1/datasets/bad").statusCode()).isEqualTo(404);
    assertThat(count("select count(*) from datasets where name = 'bad'")).isZero();
    assertNothingIsLeft();

    // With a higher limit the same folder is taken, and the report stays with the version.
    var started =
        json(
            service.post(
                "/v1/datasets/bad/imports", Map.of("path", digits.toString(), "maxBadShare", 0.2)));
    assertThat(service.ended(started).get("version").asInt()).isEqualTo(1);
    assertThat(json(service.get("/v1/datasets/bad")).at("/versions/0/badFiles")).hasSize(30);
  }

  @Test
  void aPathThatIsNotThereFailsTheCommandAndIsRefusedOverHttp() throws Exception {
    var id = UUID.randomUUID().toString();
    command(
        id, "dev.pharos.dataset.import.v1", Map.of("name", "missing", "path", "/no/such/folder"));
    assertThat(Json.mapper().readTree(event(FAILED, id).value()).get("reason").asText())
        .isEqualTo("the data-set service sees nothing at '/no/such/folder' on its machine");

    var refused = service.post("/v1/datasets/missing/imports", Map.of("path", "/no/such/folder"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(json(refused).at("/errors/0/field").asText()).isEqualTo("path");
    var relative = service.post("/v1/datasets/missing/imports", Map.of("path", "digits"));
    assertThat(json(relative).get("detail").asText()).contains("is a relative path");
  }

  @Test
  void requestsThatAreNotAsTheContractSaysAreRefused() throws Exception {
    assertThat(service.post("/v1/datasets/no%20name/imports", Map.of("path", "/x")).statusCode())
        .isEqualTo(400);
    assertThat(service.post("/v1/datasets/x/imports", Map.of("paht", "/x")).statusCode())
        .isEqualTo(400);
    assertThat(
            service
                .post("/v1/datasets/x/imports", Map.of("path", "/x", "maxBadShare", 2))
                .statusCode())
        .isEqualTo(400);
    assertThat(
            service
                .send("PUT", "/v1/datasets/x/upload?maxBadShare=2", BodyPublishers.noBody())
                .statusCode())
        .isEqualTo(400);
    assertThat(service.get("/v1/datasets?limit=1000").statusCode()).isEqualTo(400);
    assertThat(service.get("/v1/datasets?cursor=%21").statusCode()).isEqualTo(400);
    assertThat(service.get("/v1/imports?cursor=eHh4").statusCode()).isEqualTo(400);
    assertThat(service.get("/v1/imports/7").statusCode()).isEqualTo(400);
    assertThat(service.get("/v1/datasets/none").statusCode()).isEqualTo(404);
    assertThat(service.get("/v1/imports/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(service.get("/v1/datasets/none/versions/1/samples").statusCode()).isEqualTo(404);
  }

  @Test
  void theSameIdempotencyKeyMakesOneImport() throws Exception {
    var key = UUID.randomUUID().toString();
    var body = Map.of("path", digits.toString());
    var first = json(service.post("/v1/datasets/once/imports", body, "Idempotency-Key", key));
    var second = json(service.post("/v1/datasets/once/imports", body, "Idempotency-Key", key));
    assertThat(second.get("id")).isEqualTo(first.get("id"));
    service.ended(first);
    assertThat(json(service.get("/v1/imports?dataset=once")).get("items")).hasSize(1);
  }

  @Test
  void listsGoOnWithACursor() throws Exception {
    for (var name : new String[] {"list-a", "list-b", "list-c"}) {
      service.ended(service.startImport(name, digits));
    }
    var first = json(service.get("/v1/imports?limit=2"));
    assertThat(first.get("items")).hasSize(2);
    assertThat(first.at("/items/0/dataset").asText()).isEqualTo("list-c");
    var next = json(service.get("/v1/imports?limit=2&cursor=" + first.get("next").asText()));
    assertThat(next.at("/items/0/dataset").asText()).isEqualTo("list-a");

    var names = new ArrayList<String>();
    var page = json(service.get("/v1/datasets?limit=1"));
    page.get("items").forEach(item -> names.add(item.get("name").asText()));
    while (page.has("next")) {
      page = json(service.get("/v1/datasets?limit=1&cursor=" + page.get("next").asText()));
      page.get("items").forEach(item -> names.add(item.get("name").asText()));
    }
    assertThat(names).contains("list-a", "list-b", "list-c").isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aRunningImportTellsItsProgressAndCanBeCancelled() throws Exception {
    var slow = SlowImages.write(folder.resolve("slow"), 300);
    var id = UUID.randomUUID().toString();
    command(id, "dev.pharos.dataset.import.v1", Map.of("name", "slow", "path", slow.toString()));
    var progress = Json.mapper().readTree(event(PROGRESSED, id).value());
    assertThat(progress.get("name").asText()).isEqualTo("slow");
    var importId = progress.get("importId").asText();
    command(
        UUID.randomUUID().toString(),
        "dev.pharos.dataset.cancel-import.v1",
        Map.of("importId", importId));
    var failed = Json.mapper().readTree(event(FAILED, id).value());
    assertThat(failed.get("cancelled").asBoolean()).isTrue();
    assertThat(failed.get("reason").asText()).isEqualTo("cancelled");
    var shown = json(service.get("/v1/imports/" + importId));
    assertThat(shown.get("phase").asText()).isEqualTo("CANCELLED");
    var late =
        service.send("POST", "/v1/imports/%s/cancel".formatted(importId), BodyPublishers.noBody());
    assertThat(late.statusCode()).isEqualTo(409);
    assertNothingIsLeft();
  }
}
