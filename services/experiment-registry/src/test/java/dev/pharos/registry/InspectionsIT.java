package dev.pharos.registry;

import static dev.pharos.registry.support.FakeWorker.CHECKPOINT;
import static dev.pharos.registry.support.FakeWorker.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.artifacts.FileSystemArtifactStore;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.Topics;
import dev.pharos.contracts.inspection.InspectionAccepted;
import dev.pharos.contracts.inspection.InspectionAssigned;
import dev.pharos.contracts.inspection.InspectionAssigned.StepCheckpoint;
import dev.pharos.contracts.inspection.InspectionCommand;
import dev.pharos.contracts.inspection.InspectionEvent;
import dev.pharos.contracts.inspection.InspectionFailed;
import dev.pharos.contracts.inspection.InspectionRejected;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.contracts.inspection.InspectionStarted;
import dev.pharos.contracts.inspection.InspectionSucceeded;
import dev.pharos.contracts.inspection.InspectionSucceeded.Result;
import dev.pharos.contracts.inspection.RequestInspection;
import dev.pharos.contracts.job.Normalisation;
import dev.pharos.messaging.Follower;
import dev.pharos.messaging.KafkaConfig;
import dev.pharos.messaging.Messaging;
import dev.pharos.messaging.OutgoingMessage;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Requests to look into networks, and what workers say of them. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InspectionsIT {
  private final TestServers servers;
  private final Queue<InspectionAssigned> tasks = new ConcurrentLinkedQueue<>();
  private final Queue<InspectionEvent> events = new ConcurrentLinkedQueue<>();
  private TestRegistry registry;
  private TestClient client;
  private Messaging messaging;
  private UUID run;
  private Path store;

  InspectionsIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path artifacts) {
    store = artifacts;
    registry = TestRegistry.start(servers, artifacts);
    client = registry.client();
    Datasets.add(servers, "pets", 1);
    Datasets.add(servers, "farm", 1, "[\"cow\", \"pig\"]");
    registry
        .host()
        .start("inspector", context -> follow(Messaging.open(context, kafka())))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    var worker = FakeWorker.start(registry.host(), servers, "steady");
    run =
        client.submit(
            """
            {"network": {"name": "lenet5"}, "dataset": {"name": "pets"}, "register": "tabby"}
            """);
    var attempt = worker.begin();
    worker.checkpointed(attempt, 50);
    worker.checkpointed(attempt, 100);
    worker.succeeded(attempt, MODEL);
    await().until(() -> client.state(run).equals("SUCCEEDED"));
  }

  private KafkaConfig kafka() {
    return KafkaConfig.of(servers.bootstrapServers()).withTopicPrefix(servers.topicPrefix());
  }

  private Future<?> follow(Messaging opened) {
    messaging = opened;
    return Future.all(
        opened
            .follow(
                Topics.INSPECTION_TASKS,
                Follower.From.END,
                message -> {
                  tasks.add(message.data());
                  return Future.succeededFuture();
                })
            .ready(),
        opened
            .follow(
                Topics.INSPECTION_EVENTS,
                Follower.From.END,
                message -> {
                  events.add(message.data());
                  return Future.succeededFuture();
                })
            .ready());
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @Test
  void whatWasLookedAtBeforeIsNotLookedAtAgainAndItsResultsAreServed() throws Exception {
    var first = client.post("/v1/inspections", "{\"kind\":\"filters\",\"model\":\"tabby\"}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().path("state").asText()).isEqualTo("QUEUED");
    assertThat(first.json().path("run").asText()).isEqualTo(run.toString());
    var id = UUID.fromString(first.json().path("id").asText());
    var task = task(id);
    assertThat(task.model()).isEqualTo(MODEL);
    assertThat(task.checkpoints()).isEmpty();
    // Other words for the same.
    for (var same : List.of("\"model\":\"tabby\",\"version\":1", "\"run\":\"" + run + "\"")) {
      var again = client.post("/v1/inspections", "{\"kind\":\"filters\"," + same + "}");
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.json().path("id").asText()).isEqualTo(id.toString());
    }

    say(id, new InspectionStarted(id, "w-1", Instant.now()));
    await().until(() -> state(id).equals("RUNNING"));
    var bytes = "picture".getBytes(StandardCharsets.UTF_8);
    var artifact = new FileSystemArtifactStore(store).put(new ByteArrayInputStream(bytes));
    var result = new Result("filters.png", "image/png", artifact);
    say(id, new InspectionSucceeded(id, "w-1", List.of(result), Instant.now()));
    // A worker that was slower changes nothing.
    say(id, new InspectionFailed(id, "w-2", "too late", Instant.now()));
    await().until(() -> state(id).equals("SUCCEEDED"));

    var picture = client.get("/v1/inspections/" + id + "/results/filters.png");
    assertThat(picture.response().body()).isEqualTo("picture");
    assertThat(picture.header("Content-Type")).isEqualTo("image/png");
    assertThat(client.get("/v1/inspections/" + id + "/results/other.png").status()).isEqualTo(404);
    assertThat(client.get("/v1/runs/" + run + "/inspections").json().at("/items").findValues("id"))
        .anyMatch(value -> value.asText().equals(id.toString()));
  }

  @Test
  void anEvolutionGetsEveryCheckpointAndAFailureMayBeTriedAgain() {
    var body = "{\"kind\":\"evolution\",\"layer\":\"c3\",\"run\":\"" + run + "\"}";
    var id = UUID.fromString(client.post("/v1/inspections", body).json().path("id").asText());

    var task = task(id);
    assertThat(task.checkpoints())
        .containsExactly(new StepCheckpoint(50, CHECKPOINT), new StepCheckpoint(100, CHECKPOINT));
    assertThat(task.normalisation()).isEqualTo(Normalisation.CHANNEL);
    assertThat(task.model()).isNull();

    say(id, new InspectionFailed(id, "w-1", "out of memory", Instant.now()));
    await().until(() -> state(id).equals("FAILED"));
    assertThat(client.get("/v1/inspections/" + id).json().path("reason").asText())
        .isEqualTo("out of memory");
    var second = client.post("/v1/inspections", body);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json().path("id").asText()).isNotEqualTo(id.toString());
  }

  @Test
  void commandsFromKafkaAreAnswered() throws Exception {
    var good = command("{\"kind\":\"evaluation\",\"model\":\"tabby\",\"crops\":\"ten\"}");
    var bad = command("{\"kind\":\"evaluation\",\"model\":\"tiger\"}");

    await()
        .untilAsserted(
            () ->
                assertThat(events)
                    .anyMatch(
                        event ->
                            event instanceof InspectionAccepted accepted
                                && accepted.command().equals(good)
                                && !accepted.cached())
                    .anyMatch(
                        event ->
                            event instanceof InspectionRejected rejected
                                && rejected.command().equals(bad)
                                && rejected
                                    .reason()
                                    .equals(
                                        "inspection.model: model 'tiger' does not exist;"
                                            + " valid: tabby")));
  }

  private String command(String spec) throws Exception {
    var id = UUID.randomUUID();
    messaging
        .publisher()
        .publish(
            OutgoingMessage.<InspectionCommand>of(
                    Topics.INSPECTION_COMMANDS,
                    "key",
                    new RequestInspection(Json.mapper().readValue(spec, InspectionSpec.class)))
                .withId(id))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return id.toString();
  }

  @Test
  void whatCannotBeLookedAtIsRefusedInWords() {
    var refusals =
        Map.of(
            "{\"kind\":\"filters\"}",
            "either a run or a model must be named",
            "{\"kind\":\"filters\",\"model\":\"tabby\",\"version\":7}",
            "version: model 'tabby' has no version 7; valid: 1",
            "{\"kind\":\"filters\",\"model\":\"tabby\",\"square\":7}",
            "square: filters has no use for it; valid: layer",
            "{\"kind\":\"evolution\",\"model\":\"tabby\"}",
            "run: is missing; features evolve over the checkpoints of a run",
            "{\"kind\":\"occlusion\",\"model\":\"tabby\",\"image\":100}",
            "image: 100 is not valid; 0 to 99",
            "{\"kind\":\"occlusion\",\"model\":\"tabby\",\"label\":\"cow\"}",
            "label: class 'cow' does not exist; valid: cat, dog",
            "{\"kind\":\"evaluation\",\"model\":\"tabby\",\"dataset\":{\"name\":\"farm\"}}",
            "dataset: its classes are cow, pig, and the model knows cat, dog");
    refusals.forEach(
        (spec, detail) -> {
          var answer = client.post("/v1/inspections", spec);
          assertThat(answer.json().path("detail").asText()).as(spec).isEqualTo(detail);
          assertThat(answer.status()).isEqualTo(422);
        });
    assertThat(client.post("/v1/inspections", "{\"kind\":\"guess\"}").status()).isEqualTo(400);
  }

  private InspectionAssigned task(UUID inspection) {
    return await()
        .until(
            () ->
                tasks.stream()
                    .filter(task -> task.inspection().equals(inspection))
                    .findFirst()
                    .orElse(null),
            Objects::nonNull);
  }

  private String state(UUID inspection) {
    return client.get("/v1/inspections/" + inspection).json().path("state").asText();
  }

  private void say(UUID inspection, InspectionEvent event) {
    messaging
        .publisher()
        .publish(Topics.INSPECTION_EVENTS, inspection.toString(), event)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
