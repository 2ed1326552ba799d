package dev.pharos.platform.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetImportCommandTest {
  private static final String ID = "0198c2f4-7a51-7c0e-9d7e-2f4f5c1d9a10";
  private static final String STARTED =
      "{'id': '"
          + ID
          + "', 'dataset': 'pets', 'phase': 'WAITING', 'done': 0, 'total': 0, 'bad': 0}";
  private static final String READY =
      "{'id': '"
          + ID
          + "', 'dataset': 'pets', 'phase': 'READY', 'done': 2, 'total': 2, 'bad': 1, 'version': 4,"
          + " 'badFiles': [{'file': 'cat/broken.jpg', 'reason': 'ends early'}]}";

  @TempDir private Path folder;
  private FakePlatform platform;
  private Shell shell;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(folder.resolve("cat"));
    Files.writeString(folder.resolve("cat/one.png"), "first");
    Files.writeString(folder.resolve("cat/\u00e9t\u00e9 " + "x".repeat(120) + ".png"), "second");
    platform = new FakePlatform();
    shell = Shell.with("PHAROS_SERVER", platform.url());
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void aPlatformOnThisMachineReadsThePathItself() {
    platform
        .answers("POST /v1/datasets/pets/imports", 202, STARTED)
        .answers("GET /v1/imports/" + ID, 200, STARTED)
        .answers("GET /v1/imports/" + ID, 200, READY);

    var result = shell.run("dataset", "import", folder.toString(), "--name", "pets");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().strip()).isEqualTo("pets@4 is ready");
    assertThat(result.err()).contains("cat/broken.jpg: ends early");
    assertThat(platform.asked().get(0).body()).contains("\"path\":\"" + folder + "\"");
  }

  @Test
  void aPlatformThatCannotSeeThePathIsSentTheFolder() throws IOException {
    platform
        .answers(
            "POST /v1/datasets/pets/imports",
            422,
            "{'detail': 'no', 'errors': [{'field': 'path', 'message': 'cannot be seen'}]}")
        .answers("POST /v1/datasets/pets/uploads", 201, "{'id': '" + ID + "'}")
        .answers("PATCH /v1/datasets/pets/uploads/" + ID, 204, "")
        .answers("GET /v1/imports/" + ID, 200, READY);

    var result = shell.run("dataset", "import", folder.toString(), "--name", "pets");

    assertThat(result.exitCode()).isZero();
    var created = platform.asked().get(1);
    assertThat(created.uri()).contains("splitSeed=1").contains("maxBadShare=0.05");
    var upload = platform.asked().get(2);
    assertThat(header(created, "Upload-Length")).isEqualTo(String.valueOf(upload.bytes().length));
    assertThat(entries(upload.bytes()))
        .containsOnly(
            Map.entry("cat/one.png", "first"),
            Map.entry("cat/\u00e9t\u00e9 " + "x".repeat(120) + ".png", "second"));
  }

  @Test
  void anArchiveIsSentAsItIs() throws IOException {
    var archive = Files.writeString(folder.resolve("pets.zip"), "any bytes");
    platform
        .answers("POST /v1/datasets/pets/uploads", 201, "{'id': '" + ID + "'}")
        .answers("PATCH /v1/datasets/pets/uploads/" + ID, 204, "")
        .answers("GET /v1/imports/" + ID, 200, READY);

    shell.run("dataset", "import", archive.toString(), "--name", "pets", "--upload");

    assertThat(platform.asked().get(1).body()).isEqualTo("any bytes");
  }

  @Test
  void anUploadGoesOnWhereItStopped() throws IOException {
    var archive = Files.writeString(folder.resolve("pets.zip"), "any bytes");
    var path = "/v1/datasets/pets/uploads/" + ID;
    platform
        .answers("POST /v1/datasets/pets/uploads", 201, "{'id': '" + ID + "'}")
        .answers("PATCH " + path, 503, "{'detail': 'away'}")
        .answers("PATCH " + path, 423, "{'detail': 'in use'}")
        .answers("PATCH " + path, 204, "")
        .answers("GET " + path, 200, "{'offset': 4}")
        .answers("GET /v1/imports/" + ID, 200, READY);

    var result = shell.run("dataset", "import", archive.toString(), "--name", "pets", "--upload");

    assertThat(result.exitCode()).isZero();
    var pieces = platform.asked().stream().filter(each -> each.method().equals("PATCH")).toList();
    assertThat(pieces).extracting(FakePlatform.Asked::body).endsWith("bytes", "bytes");
    assertThat(header(pieces.get(2), "Upload-Offset")).isEqualTo("4");
  }

  @Test
  void anUploadThatIsRefusedEnds() throws IOException {
    var archive = Files.writeString(folder.resolve("pets.zip"), "any bytes");
    platform
        .answers("POST /v1/datasets/pets/uploads", 201, "{'id': '" + ID + "'}")
        .answers("PATCH /v1/datasets/pets/uploads/" + ID, 507, "{'detail': 'the disk is full'}");

    var result = shell.run("dataset", "import", archive.toString(), "--name", "pets", "--upload");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("the disk is full");
  }

  private static String header(FakePlatform.Asked asked, String name) {
    return asked.headers().entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Test
  void aFailedImportFailsTheCommand() {
    platform
        .answers("POST /v1/datasets/pets/imports", 202, STARTED)
        .answers(
            "GET /v1/imports/" + ID,
            200,
            "{'id': '" + ID + "', 'dataset': 'pets', 'phase': 'FAILED', 'reason': 'no images'}");

    var result = shell.run("dataset", "import", folder.toString(), "--name", "pets");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("data set 'pets' was not imported: no images");
  }

  @Test
  void otherRefusalsAreNoReasonToUpload() {
    platform.answers(
        "POST /v1/datasets/pets/imports",
        400,
        "{'detail': 'not valid', 'errors': [{'field': 'name', 'message': 'is too long'}]}");

    var result = shell.run("dataset", "import", folder.toString(), "--name", "pets");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(platform.asked()).hasSize(1);
  }

  @Test
  void aMissingPathIsToldBeforeAnybodyIsAsked() {
    var result = shell.run("dataset", "import", folder + "/nowhere", "--name", "pets");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("no such file or folder").contains("nowhere");
    assertThat(platform.asked()).isEmpty();
  }

  private static Map<String, String> entries(byte[] tar) throws IOException {
    var entries = new TreeMap<String, String>();
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar), "UTF-8")) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
      }
    }
    return entries;
  }
}
