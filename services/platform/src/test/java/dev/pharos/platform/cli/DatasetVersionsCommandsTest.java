package dev.pharos.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetVersionsCommandsTest {
  @TempDir private Path folder;
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

  @Test
  void theNewestVersionIsExportedIntoAFile() throws Exception {
    platform
        .answers("GET /v1/datasets/pets", 200, "{'name': 'pets', 'versions': [{'version': 3}]}")
        .answers("GET /v1/datasets/pets/versions/3/export", 200, "the archive");
    var file = folder.resolve("pets.tar");

    var result = shell.run("dataset", "export", "pets", "--to", file.toString());

    assertThat(result.exitCode()).isZero();
    assertThat(file).hasContent("the archive");
    assertThat(platform.lastAsked().uri()).contains("format=tar").contains("splits=true");
    assertThat(shell.run("dataset", "export", "pets", "--to", file.toString()).err())
        .contains("is there already");
  }

  @Test
  void anExportThatIsRefusedLeavesNoFile() throws Exception {
    platform.answers(
        "GET /v1/datasets/pets", 200, "{'name': 'pets', 'versions': [{'version': 3}]}");

    var result =
        shell.run("dataset", "export", "pets@3", "--to", folder.resolve("x.zip").toString());

    assertThat(result.exitCode()).isEqualTo(1);
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aVersionIsDeletedAndWhatNeedsItIsTold() {
    platform
        .answers("DELETE /v1/datasets/pets/versions/2", 204, "")
        .answers(
            "DELETE /v1/datasets/pets",
            409,
            "{'detail': 'pets@1 cannot be deleted: 1 run uses it'}");

    assertThat(shell.run("dataset", "delete", "pets@2").exitCode()).isZero();
    assertThat(shell.run("dataset", "delete", "pets").err()).contains("pets --all");
    var refused = shell.run("dataset", "delete", "pets", "--all");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("1 run uses it");
  }

  @Test
  void imagesAreAddedOnRequest() {
    platform.answers("POST /v1/datasets/pets/imports", 400, "{'detail': 'no'}");

    shell.run("dataset", "import", folder.toString(), "--name", "pets", "--add", "--pad-to", "32");

    assertThat(platform.lastAsked().body()).contains("\"mode\":\"add\"").contains("\"padTo\":32");
  }
}
