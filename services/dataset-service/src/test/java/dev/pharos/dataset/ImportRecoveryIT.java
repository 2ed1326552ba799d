package dev.pharos.dataset;

import static dev.pharos.dataset.RunningService.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.Json;
import dev.pharos.imaging.samples.SampleData;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of imports whose process ended before they did. */
@WithServers
class ImportRecoveryIT {
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
  void anImportWhoseClaimPostgresHasForgottenIsNotBegunTwice() throws Exception {
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
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()
          """);
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
