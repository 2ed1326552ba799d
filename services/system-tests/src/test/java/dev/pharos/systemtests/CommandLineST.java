package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every command, one after the other, as a user goes from images to a served model. */
@ExtendWith(SharedPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandLineST {
  private static final String NAME = "cli-digits";

  private Path folder;
  private Pharos pharos;
  private Path digits;
  private String run;

  @BeforeAll
  void trainAModel(PlatformProcess platform, @TempDir Path temporary) {
    folder = temporary;
    pharos = platform.pharos();
    digits = folder.resolve("digits");
    pharos.run("sample-data", "digits", digits.toString(), "--count", "600").ok();
    pharos.run("dataset", "import", digits.toString(), "--name", NAME).ok();
    var trained =
        pharos
            .run(
                "train",
                "--network",
                "lenet5",
                "--dataset",
                NAME,
                "--epochs",
                "2",
                "--register",
                NAME,
                "--watch")
            .ok();
    assertThat(trained.err()).contains("training 100%").contains("epoch 2/2").contains("images/s");
    assertThat(trained.out())
        .containsPattern("run [-0-9a-f]{36} succeeded: test error [0-9.]+%, model cli-digits@1");
    run = trained.out().split(" ", 3)[1];
  }

  private JsonNode json(String... arguments) throws IOException {
    return Json.mapper().readTree(pharos.run(arguments).ok().out());
  }

  @Test
  void sampleDataRefusesAFolderWithSomethingInIt() {
    var result = pharos.run("sample-data", "digits", digits.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("is not empty");
  }

  @Test
  void theSameImagesAreTheSameVersion() {
    var again = pharos.run("dataset", "import", digits.toString(), "--name", NAME).ok();

    assertThat(again.out().strip()).isEqualTo(NAME + "@1 is ready");
  }

  @Test
  void anUploadIsTheSameAsAnImportByPath() {
    var uploaded =
        pharos.run("dataset", "import", digits.toString(), "--name", NAME, "--upload").ok();

    assertThat(uploaded.out().strip()).isEqualTo(NAME + "@1 is ready");
  }

  @Test
  void dataSetsAreListedAndShown() throws IOException {
    assertThat(pharos.run("dataset", "list").ok().out()).containsPattern(NAME + " +1 ");
    assertThat(pharos.run("dataset", "show", NAME).ok().out())
        .contains("600 of 28 x 28, grey")
        .containsPattern("(?m)^all +[0-9]+ +[0-9]+ +[0-9]+$");
    assertThat(json("dataset", "show", NAME + "@1", "--json").path("classes")).hasSize(10);
  }

  @Test
  void runsAreListedAndShown() throws IOException {
    assertThat(pharos.run("runs", "--dataset", NAME).ok().out())
        .contains(run)
        .contains("SUCCEEDED");
    assertThat(pharos.run("run", "show", run).ok().out())
        .contains("SUCCEEDED")
        .contains("model       cli-digits@1")
        .contains("test/top1-error");
    assertThat(json("run", "show", run, "--json").path("attempt").asInt()).isEqualTo(1);
    assertThat(json("runs", "--state", "SUCCEEDED", "--json").isArray()).isTrue();
  }

  @Test
  void logsAreShown() {
    assertThat(pharos.run("run", "logs", run).ok().out()).contains("INFO");
    assertThat(pharos.run("run", "logs", run, "--follow").ok().out()).contains("INFO");
  }

  @Test
  void modelsAreListedShownAndPromoted() throws IOException {
    assertThat(pharos.run("models", "list").ok().out()).contains(NAME);
    assertThat(pharos.run("models", "show", NAME).ok().out()).contains("lenet5").contains(run);

    pharos.run("models", "promote", NAME, "1", "--alias", "champion").ok();

    assertThat(json("models", "show", NAME, "--json").at("/aliases/champion").asInt()).isOne();
  }

  @Test
  void imagesAreClassified() throws IOException {
    var seven = digits.resolve("7/00003.png").toString();
    var one = digits.resolve("1/00004.png").toString();

    var answer = json("classify", "--model", NAME + "@1", "--json", seven, one);

    assertThat(answer).hasSize(2);
    assertThat(answer.get(0).path("file").asText()).isEqualTo(seven);
    assertThat(answer.get(0).path("predictions")).hasSize(5);
    assertThat(answer.get(0).at("/predictions/0/probability").asDouble()).isBetween(0.2, 1.0);
    assertThat(answer.get(0).at("/predictions/0/label").asText()).matches("[0-9]");
    assertThat(pharos.run("classify", "--model", NAME + "@1", seven).ok().out())
        .startsWith(seven)
        .contains("%  ");
  }

  @Test
  void whatIsNoImageFailsAndTheRestIsClassified() throws IOException {
    var text = Files.writeString(folder.resolve("notes.txt"), "no image");
    var seven = digits.resolve("7/00003.png").toString();

    var result = pharos.run("classify", "--model", NAME + "@1", text.toString(), seven);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("notes.txt: ");
    assertThat(result.out()).contains(seven);
  }

  @Test
  void aRunIsCancelled() throws IOException {
    var id =
        pharos
            .run("train", "--network", "lenet5", "--dataset", NAME, "--epochs", "100000")
            .ok()
            .out()
            .strip();
    pharos.run("run", "cancel", id, "--reason", "seen enough").ok();

    var followed = pharos.run("run", "logs", id, "--follow").ok();
    var shown = json("run", "show", id, "--json");

    assertThat(followed.exitCode()).isZero();
    assertThat(shown.path("state").asText()).isEqualTo("CANCELLED");
    assertThat(shown.path("reason").asText()).contains("seen enough");
    assertThat(pharos.run("run", "cancel", id).exitCode()).isEqualTo(1);
  }

  @Test
  void versionAndCompletionNeedNoPlatform() {
    assertThat(Pharos.bare().run("version").ok().out()).startsWith("pharos 0.");
    assertThat(Pharos.bare().run("generate-completion").ok().out()).contains("_complete_pharos");
  }
}
