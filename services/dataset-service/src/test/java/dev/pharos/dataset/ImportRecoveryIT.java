package dev.pharos.dataset;

import static dev.pharos.dataset.RunningService.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.artifacts.ArtifactsConfig;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Json;
import dev.pharos.imaging.samples.SampleData;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of imports whose process ended before they did. */
@WithServers
class ImportRecoveryIT {
  private static final Map<String, String> QUICK =
      Map.of("imports.lease", "2s", "imports.cleanup-interval", "200ms");

  private TestServers servers;
  @TempDir Path folder;
  private Path digits;

  @BeforeEach
  void draw() throws Exception {
    digits = folder.resolve("digits");
    SampleData.digits(digits, 100, 1);
  }

  /** The row that a process leaves when it is killed in the middle. */
  private UUID interrupted(String dataset, int starts) throws SQLException {
    var id = UUID.randomUUID();
    try (var connection = servers.connect();
        var insert =
            connection.prepareStatement(
                """
                insert into dataset_imports (id, dataset, source, phase, done, total, starts)
                values (?, ?, ?, 'DECODING', 40, 100, ?)""")) {
      insert.setObject(1, id);
      insert.setString(2, dataset);
      insert.setString(3, digits.toString());
      insert.setInt(4, starts);
      insert.executeUpdate();
    }
    return id;
  }

  @Test
  void anImportWhoseProcessWasKilledIsBegunAgain() throws Exception {
    var id = interrupted("killed", 1);
    var leftover = folder.resolve("imports/work/" + id);
    Files.createDirectories(leftover);
    Files.writeString(leftover.resolve("packed.images"), "half");
    var foreign = folder.resolve("imports/work/" + UUID.randomUUID());
    Files.createDirectories(foreign);
    Files.writeString(foreign.resolve("packed.images"), "half");
    try (var service = RunningService.start(servers, folder)) {
      var ended = service.ended(Json.mapper().createObjectNode().put("id", id.toString()));
      assertThat(ended.get("phase").asText()).isEqualTo("READY");
      assertThat(json(service.get("/v1/datasets/killed")).get("versions")).hasSize(1);
      Awaitility.await().untilAsserted(() -> assertThat(leftover).doesNotExist());
      assertThat(foreign).doesNotExist();
    }
  }

  @Test
  void anImportWhoseProcessIsSilentIsTakenOverOnceAndOneThatIsHeardIsNot() throws Exception {
    var silent = interrupted("silent", 1);
    claim(silent);
    try (var first = RunningService.start(servers, folder, QUICK);
        var second = RunningService.start(servers, folder, QUICK)) {
      var slow = SlowImages.write(folder.resolve("slow"), 120);
      var heard = second.startImport("heard", slow).get("id").asText();

      var ended = first.ended(Json.mapper().createObjectNode().put("id", silent.toString()));
      assertThat(ended.get("phase").asText()).as(ended.toString()).isEqualTo("READY");
      assertThat(phaseAndStarts(silent.toString())).isEqualTo("READY 2");
      first.ended(Json.mapper().createObjectNode().put("id", heard));
      assertThat(phaseAndStarts(heard)).isEqualTo("READY 1");
    }
  }

  @Test
  void whoHasLostItsClaimWritesNothingMore() throws Exception {
    var slow = SlowImages.write(folder.resolve("slow"), 120);
    try (var service = RunningService.start(servers, folder, Map.of("imports.lease", "3s"))) {
      var id = service.startImport("overtaken", slow).get("id").asText();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> phaseAndStarts(id), phase -> phase.startsWith("DECODING"));
      // As if this service had stood still, and another process had taken the import over.
      var another = claim(UUID.fromString(id));
      Awaitility.await().untilAsserted(() -> assertThat(works()).isEmpty());
      assertThat(phaseAndStarts(id)).startsWith("DECODING").endsWith(" 1");
      assertThat(number("select count(*) from datasets where name = 'overtaken'")).isZero();
      assertThat(
              number("select count(*) from dataset_imports where claim = '%s'".formatted(another)))
          .isOne();

      // That other process goes silent in its turn.
      var ended = service.ended(Json.mapper().createObjectNode().put("id", id));
      assertThat(ended.get("phase").asText()).as(ended.toString()).isEqualTo("READY");
      assertThat(phaseAndStarts(id)).isEqualTo("READY 2");
      assertThat(number("select count(*) from dataset_versions where dataset = 'overtaken'"))
          .isOne();
    }
  }

  /** Has a process that nobody knows work on an import. */
  private UUID claim(UUID id) throws SQLException {
    var claim = UUID.randomUUID();
    execute("update dataset_imports set claim = '%s' where id = '%s'".formatted(claim, id));
    return claim;
  }

  private List<Path> works() throws IOException {
    try (var folders = Files.list(folder.resolve("imports/work"))) {
      return folders.toList();
    }
  }

  @Test
  void whatDeadProcessesLeftIsDeletedWhileOthersWork() throws Exception {
    try (var service = RunningService.start(servers, folder, QUICK)) {
      var imports = folder.resolve("imports");
      var work = file(imports.resolve("work/" + UUID.randomUUID() + "/packed"), 0);
      var upload = file(imports.resolve("uploads/sha256/ab/" + "ab".repeat(32)), 2);
      var justSent = file(imports.resolve("uploads/sha256/cd/" + "cd".repeat(32)), 0);
      var half = file(imports.resolve("uploads/unfinished/half"), 7);
      var sending = file(imports.resolve("uploads/unfinished/sending"), 1);
      var begun = file(imports.resolve("incoming/%s/content".formatted(UUID.randomUUID())), 25);
      var beginning = file(imports.resolve("incoming/%s/content".formatted(UUID.randomUUID())), 0);
      var strange = file(imports.resolve("incoming/lost+found/what"), 1_000);

      for (var gone : List.of(work, upload, half, begun)) {
        Awaitility.await(gone.toString()).until(() -> Files.notExists(gone));
      }
      assertThat(List.of(justSent, sending, beginning, strange)).allMatch(Files::exists);
      var ended = service.ended(service.startImport("meanwhile", digits));
      assertThat(ended.get("phase").asText()).isEqualTo("READY");
    }
  }

  private static Path file(Path place, int hoursAgo) throws IOException {
    Files.createDirectories(place.getParent());
    Files.writeString(place, "left behind");
    var then = Instant.now().minus(Duration.ofHours(hoursAgo));
    return Files.setLastModifiedTime(place, FileTime.from(then));
  }

  @Test
  void theFileOfADeletedVersionStaysWhileAnImportMayBeAboutToNameIt() throws Exception {
    var id = interrupted("claimed", 1);
    claim(id);
    try (var service = RunningService.start(servers, folder, Map.of("imports.lease", "1h"))) {
      // Which no other test's versions share.
      var own = folder.resolve("own");
      SampleData.digits(own, 90, 42);
      service.ended(service.startImport("first", own));
      delete(service, "first");
      assertThat(stored()).hasSize(1);
      assertThat(number("select count(*) from released_artifacts")).isOne();

      execute("update dataset_imports set ended_at = now() where id = '%s'".formatted(id));
      service.ended(service.startImport("second", own));
      delete(service, "second");
      assertThat(stored()).isEmpty();
    }
  }

  private static void delete(RunningService service, String dataset) throws Exception {
    var deleted =
        service.send("DELETE", "/v1/datasets/" + dataset, BodyPublishers.noBody()).statusCode();
    assertThat(deleted).isEqualTo(204);
  }

  private List<ArtifactRef> stored() throws IOException {
    return new ArtifactsConfig(folder.resolve("artifacts")).open().list();
  }

  @Test
  void anImportThatKeepsKillingItsProcessIsGivenUp() throws Exception {
    var id = interrupted("deadly", 3);
    try (var service = RunningService.start(servers, folder)) {
      var ended = service.ended(Json.mapper().createObjectNode().put("id", id.toString()));
      assertThat(ended.get("phase").asText()).isEqualTo("FAILED");
      assertThat(ended.get("reason").asText())
          .startsWith("the data-set service ended 3 times while it worked on this import");
    }
  }

  @Test
  void aServiceThatStopsInterruptsItsImportAndTheNextOneFinishesIt() throws Exception {
    var slow = SlowImages.write(folder.resolve("slow"), 120);
    String id;
    try (var service = RunningService.start(servers, folder)) {
      id = service.startImport("slow", slow).get("id").asText();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> json(service.get("/v1/imports/" + id)).get("phase").asText(),
              phase -> !phase.equals("WAITING"));
    }
    assertThat(phaseAndStarts(id)).doesNotContain("READY").endsWith(" 0");
    try (var service = RunningService.start(servers, folder)) {
      var ended = service.ended(Json.mapper().createObjectNode().put("id", id));
      assertThat(ended.get("phase").asText()).isEqualTo("READY");
      assertThat(ended.get("version").asInt()).isEqualTo(1);
    }
  }

  @Test
  void anImportWhoseConnectionsPostgresHasCutIsNotBegunTwice() throws Exception {
    var slow = SlowImages.write(folder.resolve("slow"), 120);
    try (var service = RunningService.start(servers, folder, Map.of("imports.at-once", "2"))) {
      var id = service.startImport("outlasting", slow).get("id").asText();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> phaseAndStarts(id), phase -> phase.startsWith("DECODING"));
      cutConnections();
      // Wakes the other thread, which looks for the oldest import that nobody works on.
      Awaitility.await()
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(
                          service
                              .ended(service.startImport("another", digits))
                              .get("phase")
                              .asText())
                      .isEqualTo("READY"));
      var ended = service.ended(Json.mapper().createObjectNode().put("id", id));
      assertThat(ended.get("phase").asText()).as(ended.toString()).isEqualTo("READY");
      assertThat(phaseAndStarts(id)).isEqualTo("READY 1");
    }
  }

  /** As an outage of PostgreSQL does. */
  private void cutConnections() throws SQLException {
    execute(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
        """);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int number(String sql) throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  private String phaseAndStarts(String id) throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select phase || ' ' || starts from dataset_imports where id = '%s'"
                    .formatted(id))) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void severalServicesShareTheImportsAndEachIsDoneOnce() throws Exception {
    try (var first = RunningService.start(servers, folder);
        var second = RunningService.start(servers, folder, Map.of("imports.at-once", "2"))) {
      var started = new ArrayList<com.fasterxml.jackson.databind.JsonNode>();
      for (var i = 0; i < 6; i++) {
        started.add((i % 2 == 0 ? first : second).startImport("shared-" + i, digits));
      }
      for (var each : started) {
        assertThat(second.ended(each).get("phase").asText()).isEqualTo("READY");
        assertThat(phaseAndStarts(each.get("id").asText())).isEqualTo("READY 1");
      }
    }
  }
}
