package dev.pharos.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.Augmentation;
import dev.pharos.contracts.job.DecayMode;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.EarlyStopping;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.KeepCheckpoints;
import dev.pharos.contracts.job.NetworkChoice;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.contracts.job.Recipe;
import dev.pharos.contracts.job.Schedule;
import dev.pharos.contracts.job.StartFrom;
import dev.pharos.contracts.job.TestCrops;
import dev.pharos.contracts.job.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands send to a platform, and what they print of its answers. */
final class ClientCommandsTest {
  private static final String ID = "0198c2f4-7a51-7c0e-9d7e-2f4f5c1d9a10";

  private FakePlatform platform;
  private Shell shell;

  @BeforeEach
  void start() {
    platform = new FakePlatform();
    shell = Shell.with("PHAROS_SERVER", platform.url());
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private static String run(String state, String more) {
    return """
        {'id': '%s', 'name': 'lenet5 on digits', 'experiment': 'default', 'state': '%s',
         'network': 'lenet5', 'dataset': {'name': 'digits', 'version': 1}, 'attempt': 1,
         'createdAt': '2026-11-21T10:00:00Z' %s}"""
        .formatted(ID, state, more);
  }

  @Test
  void trainSendsTheSeedsDefaults() throws JsonProcessingException {
    platform.answers("POST /v1/jobs", 201, run("QUEUED", ""));

    var result = shell.run("train", "--network", "lenet5", "--dataset", "digits");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().strip()).isEqualTo(ID);
    var sent = Json.mapper().readValue(platform.lastAsked().body(), JobSpec.class);
    assertThat(sent.training()).isEqualTo(Training.defaults());
    assertThat(sent.dataset().version()).isNull();
    assertThat(sent.device()).isEqualTo(Device.AUTO);
    assertThat(platform.lastAsked().headers()).containsKey("Idempotency-key");
  }

  @Test
  void trainSendsEveryOption() throws JsonProcessingException {
    platform.answers("POST /v1/jobs", 201, run("QUEUED", ""));

    shell.run(
        ("train --network alexnet-single --dataset photos@3 --epochs 4 --batch-size 64 --lr 0.05"
                + " --optimizer sgd --momentum 0.8 --weight-decay 5e-4 --seed 7 --log-interval 10"
                + " --augmentation crop-mirror --evaluation ten-crops --checkpoint-epochs 2"
                + " --keep-last 3 --keep-spread 0 --keep-best train/loss --no-cuda --register photos"
                + " --setting lrn=false --tag team=vision --name mine --experiment trials"
                + " --priority 10 --max-attempts 1")
            .split(" "));

    var sent = Json.mapper().readValue(platform.lastAsked().body(), JobSpec.class);
    assertThat(sent.training())
        .isEqualTo(
            Training.builder()
                .epochs(4)
                .batchSize(64)
                .optimizer(Optimizer.SGD)
                .learningRate(0.05)
                .momentum(0.8)
                .weightDecay(5e-4)
                .seed(7L)
                .logInterval(10)
                .augmentation(Augmentation.CROP_MIRROR)
                .evaluation(TestCrops.TEN_CROPS)
                .checkpointEpochs(2)
                .keepCheckpoints(new KeepCheckpoints(3, 0, "train/loss"))
                .build());
    assertThat(sent.dataset().version()).isEqualTo(3);
    assertThat(sent.device()).isEqualTo(Device.CPU);
    assertThat(sent.register()).isEqualTo("photos");
    assertThat(sent.network().settings()).containsEntry("lrn", "false");
    assertThat(sent.tags()).containsEntry("team", "vision");
    assertThat(sent.name()).isEqualTo("mine");
    assertThat(sent.experiment()).isEqualTo("trials");
    assertThat(sent.priority()).isEqualTo(10);
    assertThat(sent.maxAttempts()).isEqualTo(1);
  }

  @Test
  void trainSendsARecipeAndWhatOutweighsIt() throws JsonProcessingException {
    var training =
        trained("--network nin --dataset d --recipe nin-paper --epochs 3 --early-stopping 4:0.01")
            .training();

    assertThat(training)
        .isEqualTo(
            Training.builder()
                .recipe(Recipe.NIN_PAPER)
                .epochs(3)
                .earlyStopping(new EarlyStopping(4, 0.01))
                .build());
    assertThat(training.batchSize()).isEqualTo(128);
  }

  @Test
  void trainSendsHowTheRateChangesAndWhatKeepsTheNetworkSmall() throws JsonProcessingException {
    var training =
        trained(
                "--network n --dataset d --schedule plateau:0.2:4:2 --warmup-epochs 0.5"
                    + " --decay-mode decoupled --label-smoothing 0.1 --clip-norm 5"
                    + " --early-stopping 3")
            .training();

    assertThat(training)
        .isEqualTo(
            Training.builder()
                .schedule(new Schedule.Plateau(0.2, 4, 2))
                .warmupEpochs(0.5)
                .decayMode(DecayMode.DECOUPLED)
                .labelSmoothing(0.1)
                .clipNorm(5.0)
                .earlyStopping(new EarlyStopping(3, 0.0))
                .build());
  }

  @ParameterizedTest
  @CsvSource({
    "constant",
    "step:30",
    "step:30:0.5",
    "plateau",
    "plateau:0.5",
    "cosine",
    "cosine:0.1"
  })
  void schedulesAreWrittenInALine(String text) throws JsonProcessingException {
    var expected =
        switch (text) {
          case "constant" -> new Schedule.Constant();
          case "step:30" -> new Schedule.Step(30, 0.1);
          case "step:30:0.5" -> new Schedule.Step(30, 0.5);
          case "plateau" -> new Schedule.Plateau(0.1, 5, 3);
          case "plateau:0.5" -> new Schedule.Plateau(0.5, 5, 3);
          case "cosine" -> new Schedule.Cosine(0.0);
          default -> new Schedule.Cosine(0.1);
        };
    assertThat(trained("--network n --dataset d --schedule " + text).training().schedule())
        .isEqualTo(expected);
  }

  @Test
  void trainStartsFromAModel() throws JsonProcessingException {
    assertThat(trained("--network n --dataset d --start-from digits").startFrom())
        .isEqualTo(new StartFrom("digits", null, null, null));
    assertThat(trained("--network n --dataset d --start-from digits@3").startFrom())
        .isEqualTo(new StartFrom("digits", 3, null, null));
    assertThat(
            trained("--network n --dataset d --start-from digits@champion --freeze-up-to s4")
                .startFrom())
        .isEqualTo(new StartFrom("digits", null, "champion", "s4"));
    assertThat(trained("--network n --dataset d").startFrom()).isNull();
  }

  @Test
  void trainSendsAPatternAndASize() throws JsonProcessingException {
    platform.answers("POST /v1/jobs", 201, run("QUEUED", ""));
    var text = "INPUT -> FC(10) -> RELU -> FC(classes)";

    shell.run("train", "--dataset", "d", "--input", "28x28x1", "--pattern", text);

    var sent = Json.mapper().readValue(platform.lastAsked().body(), JobSpec.class);
    assertThat(sent.network())
        .isEqualTo(new NetworkChoice("pattern", Map.of("pattern", text), "28x28x1"));
  }

  @Test
  void aMistakeInAPatternIsPointedAt() {
    platform.answers(
        "POST /v1/jobs",
        422,
        "{'title': 'Invalid', 'status': 422, 'detail': 'network.settings.pattern: no layer', 'errors':"
            + " [{'field': 'network.settings.pattern', 'message': 'no layer', 'position': 9,"
            + " 'length': 4}]}");

    var result = shell.run("train", "--dataset", "d", "--pattern", "INPUT -> KONV(3x3,8) -> FC(2)");

    assertThat(result.err())
        .isEqualToNormalizingNewlines(
            """
            pharos: refused, because of
              network.settings.pattern: no layer
                INPUT -> KONV(3x3,8) -> FC(2)
                         ^^^^
            """);
  }

  private JobSpec trained(String options) throws JsonProcessingException {
    platform.answers("POST /v1/jobs", 201, run("QUEUED", ""));
    var result = shell.run(("train " + options).split(" "));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return Json.mapper().readValue(platform.lastAsked().body(), JobSpec.class);
  }

  @Test
  void aRefusalNamesTheFields() {
    platform.answers(
        "POST /v1/jobs",
        400,
        "{'title': 'Bad Request', 'status': 400, 'detail': 'the job is not valid', 'errors':"
            + " [{'field': 'training.epochs', 'message': 'must be from 1 to 100000, is 0'}]}");

    var result = shell.run("train", "--network", "lenet5", "--dataset", "d", "--epochs", "0");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualToNormalizingNewlines(
            "pharos: the job is not valid\n  training.epochs: must be from 1 to 100000, is 0\n");
  }

  @Test
  void watchShowsProgressAndTheEnd() {
    platform
        .answers("POST /v1/jobs", 201, run("QUEUED", ""))
        .answers("GET /v1/runs/" + ID, 200, run("QUEUED", ""))
        .answers(
            "GET /v1/runs/" + ID,
            200,
            run(
                "SUCCEEDED",
                ", 'progress': {'epoch': 2, 'epochs': 2, 'step': 10, 'steps': 10,"
                    + " 'imagesPerSecond': 5210.4}, 'metrics': {'train/loss': 0.01234,"
                    + " 'validation/top1-error': 0.021, 'test/top1-error': 0.0225},"
                    + " 'model': {'name': 'digits', 'version': 3}"));

    var result = shell.run("train", "--network", "lenet5", "--dataset", "digits", "--watch");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("run " + ID + " succeeded: test error 2.25%, model digits@3");
    assertThat(result.err())
        .contains("training  queued")
        .contains("training 100%  epoch 2/2, loss 0.01234, validation error 2.10%, 5,210 images/s");
  }

  @Test
  void watchFailsWithTheRun() {
    platform
        .answers("POST /v1/jobs", 201, run("QUEUED", ""))
        .answers("GET /v1/runs/" + ID, 200, run("FAILED", ", 'reason': 'the loss became NaN'"));

    var result = shell.run("train", "--network", "lenet5", "--dataset", "digits", "--watch");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("failed: the loss became NaN");
  }

  @Test
  void runsAreATableOrADocument() throws JsonProcessingException {
    platform.answers("GET /v1/runs", 200, "{'items': [" + run("RUNNING", "") + "]}");

    var table = shell.run("runs", "--state", "RUNNING").out();
    var document = shell.run("runs", "--json").out();

    assertThat(table.lines().toList().get(1)).startsWith(ID + "  lenet5 on digits  RUNNING");
    assertThat(platform.asked().get(0).uri()).contains("state=RUNNING").contains("limit=20");
    assertThat(Json.mapper().readTree(document).get(0).get("id").asText()).isEqualTo(ID);
  }

  @Test
  void runsAreSearchedAndRankedByThePlatform() {
    platform.answers("GET /v1/runs", 200, "{'items': [" + run("RUNNING", "") + "]}");

    shell.run("runs", "--search", "100% it", "--sort", "test/loss", "--order", "desc");

    assertThat(platform.lastAsked().uri())
        .contains("text=100%25+it")
        .contains("sort=test%2Floss")
        .contains("order=desc");
    assertThat(shell.run("runs", "--order", "down").err()).contains("'down' is none of asc, desc");
    assertThat(shell.run("runs", "--state", "done").err()).contains("'done' is none of", "failed");
    assertThat(shell.run("runs", "--limit", "0").err()).contains("--limit 0 is not valid");
  }

  @Test
  void metricsAreCommaSeparatedValues() {
    platform.answers(
        "GET /v1/runs/" + ID + "/metrics",
        200,
        """
        {'series': [{'name': 'train/loss', 'points': [
          {'step': 1, 'epoch': 1, 'value': 2.5, 'at': 'now'},
          {'step': 2, 'epoch': 1, 'value': 'NaN', 'at': 'then'}]}]}
        """);

    var result = shell.run("run", "metrics", ID, "--name", "train/loss", "--points", "50");

    assertThat(result.out().lines())
        .containsExactly(
            "metric,step,epoch,value,at", "train/loss,1,1,2.5,now", "train/loss,2,1,NaN,then");
    assertThat(platform.lastAsked().uri()).contains("name=train%2Floss").contains("points=50");
  }

  @Test
  void listsAreReadToTheirEnd() {
    platform
        .answers("GET /v1/datasets", 200, "{'items': [{'name': 'a', 'latest': 1}], 'next': 'x'}")
        .answers("GET /v1/datasets", 200, "{'items': [{'name': 'b', 'latest': 2}]}");

    assertThat(shell.run("dataset", "list").out()).contains("\na ").contains("\nb ");
    assertThat(platform.lastAsked().uri()).contains("cursor=x");
  }

  @Test
  void lastMeansTheNewestRun() {
    platform
        .answers("GET /v1/runs", 200, "{'items': [" + run("RUNNING", "") + "]}")
        .answers("POST /v1/runs/" + ID + "/cancel", 202, run("RUNNING", ""));

    var result = shell.run("run", "cancel", "last", "--reason", "wrong data");

    assertThat(result.out()).contains(ID);
    assertThat(platform.lastAsked().body()).isEqualTo("{\"reason\":\"wrong data\"}");
  }

  @Test
  void logsArePrintedToTheirEnd() {
    platform
        .answers("GET /v1/runs/" + ID, 200, run("SUCCEEDED", ""))
        .answers(
            "GET /v1/runs/" + ID + "/logs",
            200,
            "{'items': [{'attempt': 1, 'sequence': 1, 'at': '2026-11-21T10:00:00Z', 'level':"
                + " 'INFO', 'message': 'epoch 1'}], 'next': 'c'}");

    var result = shell.run("run", "logs", ID);

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).endsWith("INFO  epoch 1" + System.lineSeparator());
  }

  @Test
  void promotePutsTheAlias() {
    platform.answers("PUT /v1/models/digits/aliases/champion", 200, "{'name': 'digits'}");

    var result = shell.run("models", "promote", "digits", "2");

    assertThat(result.out()).contains("digits@champion is now version 2");
    assertThat(platform.lastAsked().body()).isEqualTo("{\"version\":2}");
  }

  @Test
  void modelsAreShownWithTheirAliases() {
    platform.answers(
        "GET /v1/models/digits",
        200,
        "{'name': 'digits', 'aliases': {'champion': 1}, 'versions': [{'version': 1, 'run': '"
            + ID
            + "', 'size': 250000, 'network': 'lenet5', 'dataset': {'name': 'digits', 'version':"
            + " 1}, 'metrics': {'test/top1-error': 0.0125}}]}");

    assertThat(shell.run("models", "show", "digits").out())
        .contains("champion")
        .contains("digits@1")
        .contains("1.25%")
        .contains("250.0 kB");
  }

  @Test
  void checkpointsAreListedWithWhyTheyAreKept() {
    platform.answers(
        "GET /v1/runs/" + ID + "/checkpoints",
        200,
        "{'metric': 'validation/top1-error', 'items': [{'step': 1200, 'epoch': 3, 'attempt': 1,"
            + " 'digest': 'sha256:1', 'size': 250000, 'metrics': {'validation/top1-error': 0.125},"
            + " 'kept': ['newest', 'last'], 'createdAt': '2026-01-01T00:00:00Z'}, {'step': 400,"
            + " 'attempt': 1, 'digest': 'sha256:2', 'size': 250000, 'metrics': {}, 'kept': [],"
            + " 'createdAt': '2026-01-01T00:00:00Z'}]}");

    assertThat(shell.run("run", "checkpoints", ID).out().lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("3 +1,200 +0.1250 +250.0 kB +newest, last .*"))
        .anyMatch(line -> line.matches("- +400 +- +250.0 kB +- .*"));
  }

  @Test
  void classifyPrintsAnArrayOfFilesAndPredictions(@TempDir Path folder) throws IOException {
    var image = Files.write(folder.resolve("seven.png"), new byte[] {1, 2, 3});
    platform.answers(
        "POST /v1/models/digits/classify",
        200,
        "{'model': 'digits', 'version': 1, 'predictions': [{'file': '', 'predictions': [{'label':"
            + " '7', 'probability': 0.99}]}]}");

    var result = shell.run("classify", "--model", "digits@champion", "--json", image.toString());

    assertThat(result.exitCode()).isZero();
    assertThat(Json.mapper().readTree(result.out()))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    "[{\"file\": \"%s\", \"predictions\": [{\"label\": \"7\", \"probability\":"
                            .formatted(image)
                        + " 0.99}]}]"));
    assertThat(platform.lastAsked().uri()).contains("alias=champion").contains("top=5");
    assertThat(platform.lastAsked().bytes()).containsExactly(1, 2, 3);
  }

  @Test
  void classifyGoesOnAfterABadFileAndFails(@TempDir Path folder) throws IOException {
    var bad = Files.write(folder.resolve("bad.png"), new byte[] {0});
    var good = Files.write(folder.resolve("good.png"), new byte[] {1});
    platform
        .answers("POST /v1/models/digits/classify", 400, "{'detail': 'no image of a known format'}")
        .answers(
            "POST /v1/models/digits/classify",
            200,
            "{'predictions': [{'predictions': [{'label': '7', 'probability': 0.99}]}]}");

    var result = shell.run("classify", "--model", "digits@2", bad.toString(), good.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("bad.png: no image of a known format");
    assertThat(result.out()).contains("good.png").contains("99.00%  7");
    assertThat(platform.lastAsked().uri()).contains("version=2");
  }

  @Test
  void theTokenIsSent() {
    platform.answers("GET /v1/models", 200, "{'items': []}");

    Shell.with("PHAROS_SERVER", platform.url(), "PHAROS_API_TOKEN", "secret").run("models", "list");

    assertThat(platform.lastAsked().headers()).containsEntry("Authorization", "Bearer secret");
  }

  @Test
  void aMissingTokenIsExplained() {
    platform.answers("GET /v1/models", 401, "{'title': 'Unauthorized'}");

    var result = shell.run("models", "list");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("PHAROS_API_TOKEN");
  }

  @Test
  void somethingElseAtTheAddressIsNamed() {
    platform.answers("GET /v1/models", 200, "<html>hello</html>");

    assertThat(shell.run("models", "list").err()).contains("is not a Pharos platform");
  }
}
