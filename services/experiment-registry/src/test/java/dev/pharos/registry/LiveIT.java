package dev.pharos.registry;

import static dev.pharos.registry.support.FakeWorker.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.Topics;
import dev.pharos.registry.support.Browser;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What browsers are told, whichever of two registries they follow; and who of the two schedules.
 */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveIT {
  private static final String JOB =
      "{\"network\": {\"name\": \"lenet5\"}, \"dataset\": {\"name\": \"pets\"}, \"register\": \"m\"}";

  private final TestServers servers;
  private TestRegistry one;
  private TestRegistry other;

  LiveIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path artifacts) {
    // The test takes its time with what its workers are told.
    var patient = Map.of("scheduling.offer-time", "30s");
    one = TestRegistry.start(servers, artifacts, patient);
    other = TestRegistry.start(servers, artifacts, patient);
    Datasets.add(servers, "pets", 1);
  }

  @AfterAll
  void stop() {
    one.close();
    other.close();
  }

  @Test
  void browsersOfEveryRegistrySeeWhatHappens() {
    try (var list = Browser.open(other, "/v1/events");
        var lists = Browser.open(one, "/v1/events?run=")) {
      var worker = FakeWorker.start(one.host(), servers, "seen");
      await().until(() -> list.saw("worker", data -> is(data.get("name").asText(), "seen")));
      var run = one.client().submit(JOB);
      var attempt = worker.begin();
      await().until(() -> sawState(list, run, "RUNNING") && sawState(lists, run, "RUNNING"));

      try (var page = Browser.open(other, "/v1/events?run=" + run)) {
        await().until(() -> sawState(page, run, "RUNNING"));
        worker.metrics(run, 1, 1, 100);
        worker.log(run, 1, 1, "a line");
        await()
            .untilAsserted(
                () ->
                    assertThat(
                            page.events("metrics").stream()
                                .mapToInt(event -> event.data().get("points").size())
                                .sum())
                        .isEqualTo(100));
        await()
            .until(
                () -> page.saw("logs", data -> is(data.at("/lines/0/message").asText(), "a line")));
        assertThat(page.events("metrics").get(0).data().get("run").asText())
            .isEqualTo(run.toString());
        worker.succeeded(attempt, MODEL);
        await().until(() -> sawState(page, run, "SUCCEEDED"));
        await().until(() -> list.saw("model", data -> is(data.get("name").asText(), "m")));
      }
      assertThat(list.events("metrics")).isEmpty();
      assertThat(list.events("logs")).isEmpty();
      assertThat(list.saw("run", data -> data.has("job"))).isFalse();
      worker.leave();
      await().until(() -> list.events("worker").size() >= 2);
    }
  }

  @Test
  void importsOfDataSetsAreTold() {
    try (var browser = Browser.open(one, "/v1/events")) {
      var event =
          """
          {"importId": "%s", "name": "birds", "phase": "DECODING", "done": 1, "total": 2,
           "bad": 0, "at": "%s"}
          """
              .formatted(UUID.randomUUID(), Instant.now());
      servers
          .topics()
          .send(
              servers.topic(Topics.DATASET_EVENTS.name()),
              "birds",
              event,
              Map.of(
                  "ce_specversion", "1.0",
                  "ce_id", UUID.randomUUID().toString(),
                  "ce_type", "dev.pharos.dataset.import-progressed.v1",
                  "ce_source", "/test",
                  "content-type", "application/json"));
      await().until(() -> browser.saw("dataset", data -> is(data.get("name").asText(), "birds")));
    }
  }

  /** Every run is given out once, however many registries look; and one alone goes on. */
  @Test
  void ofTwoRegistriesOneSchedules() {
    var first = FakeWorker.start(one.host(), servers, "left");
    var second = FakeWorker.start(other.host(), servers, "right");
    for (var i = 0; i < 20; i++) {
      (i % 2 == 0 ? one : other).client().submit(JOB);
    }
    for (var i = 0; i < 10; i++) {
      for (var worker : new FakeWorker[] {first, second}) {
        var attempt = worker.begin();
        assertThat(attempt.attempt()).isEqualTo(1);
        assertThat(worker.idle()).isTrue();
        worker.succeeded(attempt, MODEL);
      }
    }
    await().until(() -> one.client().get("/v1/runs?state=QUEUED").json().get("items").isEmpty());
    assertThat(first.idle() && second.idle()).isTrue();

    // A registry that goes ends its streams, and the other one carries on.
    var third = TestRegistry.start(servers, Path.of("target", "third"));
    try (var browser = Browser.open(third, "/v1/events")) {
      third.close();
      await().until(browser::ended);
    }
    var run = other.client().submit(JOB);
    await().until(() -> !first.idle() || !second.idle());
    var worker = first.idle() ? second : first;
    assertThat(worker.begin().run()).isEqualTo(run);
    first.leave();
    second.leave();
  }

  private static boolean sawState(Browser browser, UUID run, String state) {
    return browser.saw(
        "run",
        data ->
            is(data.get("id").asText(), run.toString()) && is(data.get("state").asText(), state));
  }

  private static boolean is(String text, String expected) {
    return text.equals(expected);
  }
}
