package dev.pharos.dataset;

import static dev.pharos.dataset.RunningService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import dev.pharos.imaging.samples.SampleData;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.TopicRecord;
import dev.pharos.testkit.WithServers;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be known of versions, and done with them. */
@WithServers
class VersionsIT {
  private TestServers servers;
  @TempDir Path folder;
  private RunningService service;
  private Path digits;

  @BeforeEach
  void start() throws Exception {
    service = RunningService.start(servers, folder);
    digits = folder.resolve("digits");
    SampleData.digits(digits, 100, 1);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
  }

  private JsonNode imported(String dataset, Map<String, Object> body) throws Exception {
    var started = json(service.post("/v1/datasets/%s/imports".formatted(dataset), body));
    var ended = service.ended(started);
    assertThat(ended.get("phase").asText()).as("%s", ended).isEqualTo("READY");
    return ended;
  }

  private void execute(String sql) throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int delete(String path) throws Exception {
    return service.send("DELETE", path, BodyPublishers.noBody()).statusCode();
  }

  @Test
  void statisticsQuarantineAndExportAreServedAndAVersionCanBeAddedTo() throws Exception {
    for (var i = 0; i < 3; i++) {
      Files.writeString(digits.resolve("0/%d.txt".formatted(i)), "no image");
    }
    imported("set", Map.of("path", digits.toString()));
    var version = "/v1/datasets/set/versions/1";
    var statistics = json(service.get(version + "/statistics"));
    assertThat(statistics.get("covariance")).hasSize(1);
    assertThat(statistics.get("eigenvectors").get(0).get(0).asDouble()).isEqualTo(1.0);
    assertThat(statistics.at("/report/sizes/0/images").asInt()).isEqualTo(100);
    assertThat(statistics.at("/report/duplicates/groups").asInt()).isZero();
    assertThat(statistics.get("counts")).hasSize(10);
    var mean = service.get(statistics.get("meanImage").asText());
    assertThat(mean.headers().firstValue("Content-Type")).contains("image/png");

    var page = json(service.get(version + "/quarantine?limit=2"));
    assertThat(page.get("items")).hasSize(2);
    assertThat(page.get("total").asLong()).isEqualTo(3);
    assertThat(page.get("isCut").asBoolean()).isFalse();
    var rest =
        json(service.get(version + "/quarantine?limit=2&cursor=" + page.get("next").asText()));
    assertThat(rest.get("items")).hasSize(1);
    assertThat(rest.has("next")).isFalse();

    // What is exported and imported again is the same images in the same splits.
    var original = json(service.get("/v1/datasets/set")).at("/versions/0");
    var copy = exportedAndImported("set", "zip", "copy");
    assertThat(copy.get("counts")).isEqualTo(original.get("counts"));
    assertThat(copy.get("mean")).isEqualTo(original.get("mean"));
    // Its files are ours and no longer those that were sent; from then on nothing changes.
    assertThat(exportedAndImported("set", "tar", "copy-of-tar").get("contentId"))
        .isEqualTo(copy.get("contentId"));
    assertThat(exportedAndImported("copy", "zip", "copy-of-copy").get("contentId"))
        .isEqualTo(copy.get("contentId"));

    var more = folder.resolve("more");
    SampleData.digits(more, 50, 2);
    var added = imported("set", Map.of("path", more.toString(), "mode", "add"));
    assertThat(added.get("version").asInt()).isEqualTo(2);
    var again = imported("set", Map.of("path", more.toString(), "mode", "add"));
    assertThat(again.get("version").asInt()).isEqualTo(2);
    var nothing =
        json(
            service.post(
                "/v1/datasets/none/imports", Map.of("path", more.toString(), "mode", "add")));
    assertThat(service.ended(nothing).get("reason").asText())
        .isEqualTo("there is no data set 'none' to add to; import one first");
  }

  private JsonNode exportedAndImported(String from, String format, String to) throws Exception {
    var export = service.get("/v1/datasets/%s/versions/1/export?format=%s".formatted(from, format));
    assertThat(export.statusCode()).isEqualTo(200);
    var file = Files.write(folder.resolve(to + "." + format), export.body());
    imported(to, Map.of("path", file.toString()));
    return json(service.get("/v1/datasets/" + to)).at("/versions/0");
  }

  private long size(int version) throws Exception {
    var versions = json(service.get("/v1/datasets/overtaken")).get("versions");
    var row = versions.get(versions.size() - version);
    assertThat(row.get("version").asInt()).isEqualTo(version);
    return row.get("training").asLong() + row.get("validation").asLong() + row.get("test").asLong();
  }

  @Test
  void anAddedVersionSharesTheImagesOfTheOneBeforeAlsoWhenThatIsDeleted() throws Exception {
    digits = folder.resolve("shared");
    SampleData.digits(digits, 300, 11);
    imported("sharing", Map.of("path", digits.toString()));
    var more = folder.resolve("more");
    SampleData.digits(more, 60, 12);
    imported("sharing", Map.of("path", more.toString(), "mode", "add"));

    var versions = json(service.get("/v1/datasets/sharing")).get("versions");
    var first = versions.at("/1/packed");
    assertThat(versions.at("/0/parts")).containsExactly(first);
    var sizes = json(service.get("/v1/datasets/sharing/versions/2/statistics")).at("/report/sizes");
    assertThat(sizes).hasSize(1);
    assertThat(sizes.at("/0/images").asInt()).isEqualTo(360);
    assertThat(versions.at("/0/packed/size").asLong())
        .isLessThan(first.get("size").asLong() * 2 / 5);
    assertThat(delete("/v1/datasets/sharing/versions/1")).isEqualTo(204);
    for (var index : new int[] {0, 100, 359}) {
      var image = "/v1/datasets/sharing/versions/2/images/" + index;
      assertThat(service.get(image).statusCode()).isEqualTo(200);
    }
    assertThat(delete("/v1/datasets/sharing")).isEqualTo(204);
    assertThat(service.get("/v1/artifacts/" + first.get("digest").asText()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void anAdditionThatWasOvertakenBeginsAgainAndNothingIsLost() throws Exception {
    service.close();
    service = RunningService.start(servers, folder, Map.of("imports.at-once", "2"));
    digits = folder.resolve("overtaken");
    SampleData.digits(digits, 100, 21);
    imported("overtaken", Map.of("path", digits.toString()));
    var slow = SlowImages.write(folder.resolve("slow"), 60);
    var quick = folder.resolve("quick");
    SampleData.digits(quick, 40, 22);

    var path = "/v1/datasets/overtaken/imports";
    var begun = json(service.post(path, Map.of("path", slow.toString(), "mode", "add")));
    Awaitility.await().until(() -> phase(begun).equals("DECODING"));
    var second = imported("overtaken", Map.of("path", quick.toString(), "mode", "add"));
    var third = service.ended(begun);

    // On a machine that is busy enough the slow one may be through first.
    assertThat(second.get("version").asInt() + third.get("version").asInt())
        .as("%s, %s", second, third)
        .isEqualTo(5);
    assertThat(size(3)).isEqualTo(200);
  }

  private String phase(JsonNode started) throws Exception {
    var path = "/v1/imports/" + started.get("id").asText();
    return json(service.get(path)).get("phase").asText();
  }

  private TopicRecord deletion(String dataset, int version) {
    return servers
        .topics()
        .await(
            servers.topic("dataset.events"),
            record ->
                "dev.pharos.dataset.deleted.v1".equals(record.headers().get("ce_type"))
                    && record.key().equals(dataset)
                    && record.value().matches("(?s).*\"version\": ?%d\\b.*".formatted(version)));
  }

  @Test
  void aVersionIsDeletedUnlessARunUsesIt() throws Exception {
    // Images that no other test has: what is stored is shared.
    digits = folder.resolve("others");
    SampleData.digits(digits, 120, 7);
    imported("gone", Map.of("path", digits.toString()));
    imported("twin", Map.of("path", digits.toString()));
    execute("insert into experiments (name) values ('e')");
    execute(
        "insert into runs (id, experiment_id, name, state, network, dataset, dataset_version)"
            + " select gen_random_uuid(), id, 'first try', 'SUCCEEDED', 'lenet5', 'gone', 1"
            + " from experiments");
    var uses = json(service.get("/v1/datasets/gone/versions/1/uses"));
    assertThat(uses.at("/items/0/name").asText()).isEqualTo("first try");
    assertThat(uses.at("/items/0/models")).isEmpty();
    for (var path : new String[] {"/v1/datasets/gone/versions/1", "/v1/datasets/gone"}) {
      var refused = service.send("DELETE", path, BodyPublishers.noBody());
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(json(refused).get("detail").asText())
          .isEqualTo("gone@1 cannot be deleted: 1 run uses it (first try)");
    }

    execute("delete from runs");
    assertThat(delete("/v1/datasets/gone/versions/1")).isEqualTo(204);
    var told = deletion("gone", 1);
    assertThat(told.key()).isEqualTo("gone");
    assertThat(Json.mapper().readTree(told.value()).get("isGone").asBoolean()).isTrue();
    assertThat(delete("/v1/datasets/gone/versions/1")).isEqualTo(404);
    assertThat(service.get("/v1/datasets/gone").statusCode()).isEqualTo(404);
    // The other data set has the same images in the same file.
    assertThat(service.get("/v1/datasets/twin/versions/1/images/0").statusCode()).isEqualTo(200);

    // A number is not given twice.
    assertThat(imported("gone", Map.of("path", digits.toString())).get("version").asInt())
        .isEqualTo(2);
    assertThat(delete("/v1/datasets/gone")).isEqualTo(204);
    assertThat(delete("/v1/datasets/twin")).isEqualTo(204);
    try (var files = Files.walk(folder.resolve("artifacts"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
