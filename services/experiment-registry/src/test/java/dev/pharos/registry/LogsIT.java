package dev.pharos.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.run.LogLine;
import dev.pharos.contracts.run.LogsReported;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Logs are searched, bounded, and deleted when they are old. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogsIT {
  private static final int MOST = 100;

  private final TestServers servers;
  private TestRegistry registry;
  private TestClient client;

  LogsIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path artifacts) {
    Datasets.add(servers, "pets", 1);
    var settings = Map.of("logs.most-lines", "" + MOST, "logs.keep-time", "3s");
    registry = TestRegistry.start(servers, artifacts, settings);
    client = registry.client();
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  private UUID run() {
    return client.submit(
        "{\"network\": {\"name\": \"lenet5\"}, \"dataset\": {\"name\": \"pets\"}}");
  }

  /** Lines, every tenth of which is a warning. */
  private void log(UUID run, int from, int to, Instant at) {
    var lines = new ArrayList<LogLine>();
    for (int i = from; i <= to; i++) {
      lines.add(new LogLine(i, at, i % 10 == 0 ? "WARN" : "INFO", "Line " + i + " of 50%"));
    }
    var json = MessageCodec.encode(new LogsReported(run, 0, lines));
    servers
        .topics()
        .send(
            servers.topic("run.logs"),
            run.toString(),
            new String(json, StandardCharsets.UTF_8),
            Map.of(
                "ce_specversion", "1.0",
                "ce_type", "dev.pharos.run.logs.v1",
                "ce_source", "/test",
                "ce_id", UUID.randomUUID().toString(),
                "content-type", "application/json"));
  }

  private JsonNode lines(UUID run, String query) {
    return client.get("/v1/runs/" + run + "/logs" + query).json();
  }

  /** Far enough ahead for the lines to stay while they are looked at. */
  private static Instant fresh() {
    return Instant.now().plusSeconds(600);
  }

  @Test
  void whatIsLookedForIsFoundWithWhatStandsAroundIt() {
    var run = run();
    log(run, 1, 40, fresh());
    await().until(() -> lines(run, "").get("items").size() == 40);

    var found = lines(run, "?text=LINE%2020&context=2").get("items");
    assertThat(found.findValues("sequence").stream().map(JsonNode::asInt))
        .containsExactly(18, 19, 20, 21, 22);
    assertThat(found.findValues("match").stream().map(JsonNode::asBoolean))
        .containsExactly(false, false, true, false, false);
    assertThat(lines(run, "?level=WARN").get("items")).hasSize(4);
    assertThat(lines(run, "?level=WARN&level=INFO").get("items")).hasSize(40);
    assertThat(lines(run, "?level=WARN&text=line%201").get("items")).hasSize(1);
    assertThat(lines(run, "?text=0%25&limit=3").get("items")).hasSize(3);
    assertThat(lines(run, "?text=of%2050%2B").get("items")).isEmpty();
    assertThat(lines(run, "?text=nowhere").get("items")).isEmpty();
    var first = lines(run, "?level=WARN&limit=3");
    var rest = lines(run, "?level=WARN&limit=3&after=" + first.get("next").asText());
    assertThat(rest.get("items").findValuesAsText("message")).containsExactly("Line 40 of 50%");
    assertThat(rest.has("next")).isFalse();
  }

  @Test
  void aLogIsCutWithAWord() {
    var run = run();
    log(run, 1, 60, fresh());
    log(run, 61, 200, fresh());
    log(run, 201, 300, fresh());
    await().until(() -> lines(run, "").get("items").size() == MOST + 1);
    var items = lines(run, "").get("items");
    assertThat(items).hasSize(MOST + 1);
    assertThat(items.get(MOST).get("message").asText())
        .isEqualTo("the log is cut here: attempt 0 wrote more than 100 lines");
  }

  @Test
  void oldLinesAreDeleted() {
    var run = run();
    log(run, 1, 5, Instant.now().minusSeconds(60));
    log(run, 6, 8, fresh());
    await().until(() -> lines(run, "").get("items").size() == 3);
    assertThat(lines(run, "").at("/items/0/sequence").asInt()).isEqualTo(6);
  }
}
