package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Recipes, fine-tuning and refusals, from the command to what is stored and logged. */
@ExtendWith(SharedPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrainingSettingsST {
  private static final String NAME = "recipe-digits";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Pharos pharos;
  private String first;

  /** A job by Kafka, as the paper did it but smaller. */
  @BeforeAll
  void trainByRecipe(PlatformProcess platform) throws IOException {
    pharos = platform.pharos();
    pharos.run("dataset", "import", Images.digits(200, 8).toString(), "--name", NAME).ok();
    var kafka = new PlainKafka(platform.kafka());
    kafka.write(
        "pharos.job.commands",
        """
        {"specversion": "1.0", "type": "dev.pharos.job.submit.v1", "source": "/test",
         "id": "by-recipe", "data": {"job": {"network": {"name": "lenet5"},
          "dataset": {"name": "recipe-digits"}, "register": "recipe-digits",
          "training": {"recipe": "alexnet-paper", "epochs": 3, "batchSize": 16,
            "augmentation": "none", "schedule": {"kind": "plateau", "patience": 1},
            "earlyStopping": {"patience": 3}}}}}""");
    var ended =
        kafka.find(
            "pharos.job.events",
            LIMIT,
            event ->
                PlainKafka.header(event, "ce_type").equals("dev.pharos.run.ended.v1")
                    && PlainKafka.json(event).path("model").asText().equals(NAME));
    assertThat(PlainKafka.json(ended).path("state").asText()).isEqualTo("SUCCEEDED");
    first = PlainKafka.json(ended).path("run").asText();
  }

  private JsonNode run(String id) throws IOException {
    return Json.mapper().readTree(pharos.run("run", "show", id, "--json").ok().out());
  }

  @Test
  void theStoredJobShowsEveryValueThatWasUsed() throws IOException {
    var training = run(first).at("/job/training");

    assertThat(training.path("recipe").asText()).isEqualTo("alexnet-paper");
    assertThat(training.path("optimizer").asText()).isEqualTo("sgd");
    assertThat(training.path("learningRate").asDouble()).isEqualTo(0.01);
    assertThat(training.path("weightDecay").asDouble()).isEqualTo(5e-4);
    assertThat(training.path("batchSize").asInt()).isEqualTo(16);
    assertThat(training.path("schedule").toString())
        .isEqualTo("{\"kind\":\"plateau\",\"factor\":0.1,\"patience\":1,\"most\":3}");
    assertThat(pharos.run("run", "logs", first).ok().out())
        .contains("sgd at 0.01, momentum 0.9, schedule plateau", "recipe alexnet-paper");
  }

  @Test
  void aRegisteredModelIsTrainedFurtherWithFrozenLayers() throws IOException {
    var trained =
        pharos
            .run(
                "train",
                "--network",
                "lenet5",
                "--dataset",
                NAME,
                "--recipe",
                "fine-tune",
                "--epochs",
                "1",
                "--start-from",
                NAME + "@1",
                "--freeze-up-to",
                "s4",
                "--watch")
            .ok();

    var id = trained.out().split(" ", 3)[1];
    assertThat(run(id).at("/job/startFrom").toString())
        .isEqualTo("{\"model\":\"recipe-digits\",\"version\":1,\"freezeUpTo\":\"s4\"}");
    assertThat(pharos.run("run", "logs", id).ok().out())
        .contains(
            "begins with version 1 of model recipe-digits: copied c1, s2, c3, s4, c5, f6, output");
  }

  @Test
  void whatCannotFitOrCannotBeFrozenIsRefusedBeforeItStarts() {
    var tooLarge =
        pharos.run(
            "train", "--network", "alexnet-single", "--dataset", NAME, "--batch-size", "65536");
    assertThat(tooLarge.exitCode()).isEqualTo(1);
    assertThat(tooLarge.err())
        .contains("training.batchSize: training alexnet-single needs ", "images fits");

    var unknown =
        pharos.run(
            "train",
            "--network",
            "lenet5",
            "--dataset",
            NAME,
            "--start-from",
            NAME,
            "--freeze-up-to",
            "s5");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("startFrom.freezeUpTo: 's5' is not valid", "did you mean");
  }

  /** With this decay the weights grow a hundredfold at each step, until nothing is a number. */
  @Test
  void aNetworkThatDivergesFailsOnceAndNamesTheLayer() throws IOException {
    var result =
        pharos.run(
            "train",
            "--network",
            "lenet5",
            "--dataset",
            NAME,
            "--setting",
            "activation=relu",
            "--optimizer",
            "sgd",
            "--lr",
            "100",
            "--momentum",
            "0",
            "--weight-decay",
            "0.99",
            "--name",
            "diverges",
            "--watch");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("diverged", "first in layer ");
    var runs = Json.mapper().readTree(pharos.run("runs", "--dataset", NAME, "--json").ok().out());
    var diverged =
        StreamSupport.stream(runs.spliterator(), false)
            .filter(run -> run.path("name").asText().equals("diverges"))
            .findFirst()
            .orElseThrow();
    var shown = run(diverged.path("id").asText());
    assertThat(shown.path("state").asText()).isEqualTo("FAILED");
    assertThat(shown.path("attempts")).as("%s", shown).hasSize(1);
  }
}
