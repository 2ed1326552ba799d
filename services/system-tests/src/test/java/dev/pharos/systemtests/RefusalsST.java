package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be done is refused with a message that helps, and nothing is left half done. */
@ExtendWith(SharedPlatform.class)
final class RefusalsST {
  @TempDir private Path folder;

  private static void refused(Pharos.Result result, String... words) {
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("pharos: ").contains(words).doesNotContain("\tat ");
  }

  /** The error after the line that says what was begun. */
  private static void notStarted(Pharos.Result result, String... words) {
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("pharos: ").contains(words).doesNotContain("\tat ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void corruptImagesAreReportedByFileAndReason(PlatformProcess platform) throws IOException {
    var digits = Images.digits(200, 3);
    Files.write(digits.resolve("4/00000.png"), new byte[] {1, 2, 3});
    var png = Files.readAllBytes(digits.resolve("5/00000.png"));
    Files.write(digits.resolve("5/00000.png"), Arrays.copyOf(png, png.length / 2));

    var result =
        platform.pharos().run("dataset", "import", digits.toString(), "--name", "some-bad");

    assertThat(result.ok().out()).contains("some-bad@1 is ready");
    assertThat(result.err()).contains("4/00000.png: ").contains("5/00000.png: ");
    assertThat(platform.pharos().run("dataset", "show", "some-bad").ok().out())
        .contains("198 of 28 x 28")
        .contains("4/00000.png");
  }

  @Test
  void tooManyCorruptImagesLeaveNothing(PlatformProcess platform) throws IOException {
    var digits = Images.digits(20, 4);
    for (var label = 0; label < 10; label++) {
      Files.writeString(digits.resolve(label + "/00000.png"), "broken");
    }

    var result = platform.pharos().run("dataset", "import", digits.toString(), "--name", "all-bad");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("data set 'all-bad' was not imported: ");
    assertThat(platform.pharos().run("dataset", "show", "all-bad").exitCode()).isEqualTo(1);
    assertThat(platform.pharos().run("dataset", "list").ok().out()).doesNotContain("all-bad");
  }

  @Test
  void aFolderWithoutImagesIsRefused(PlatformProcess platform) throws IOException {
    var empty = Files.createDirectories(folder.resolve("empty"));

    var result = platform.pharos().run("dataset", "import", empty.toString(), "--name", "empty");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("data set 'empty' was not imported: ");
  }

  @Test
  void whatNoNetworkOrDataSetAllowsIsRefused(PlatformProcess platform) {
    var pharos = platform.pharos();

    refused(
        pharos.run("train", "--network", "lenet6", "--dataset", "x"),
        "network.name",
        "lenet6",
        "lenet5");
    refused(
        pharos.run("train", "--network", "lenet5", "--dataset", "nowhere"),
        "dataset.name",
        "nowhere");
    refused(
        pharos.run("train", "--network", "lenet5", "--dataset", "x", "--epochs", "0"),
        "training.epochs",
        "1",
        "0");
    refused(pharos.run("run", "show", "0198c2f4-7a51-7c0e-9d7e-2f4f5c1d9a10"), "does not exist");
    refused(pharos.run("run", "cancel", "0198c2f4-7a51-7c0e-9d7e-2f4f5c1d9a10"), "does not exist");
    refused(pharos.run("models", "show", "nobody"), "nobody");
    refused(pharos.run("models", "promote", "nobody", "1"), "nobody");
    refused(pharos.run("dataset", "show", "nowhere"), "nowhere");
    assertThat(pharos.run("runs", "--dataset", "nowhere").ok().out()).isEmpty();
  }

  @Test
  void anUnknownModelIsNamed(PlatformProcess platform) throws IOException {
    var image = Images.digits(10, 5).resolve("0/00000.png").toString();

    refused(platform.pharos().run("classify", "--model", "nobody@champion", image), "nobody");
  }

  @Test
  void aSecondPlatformOnTheFolderIsRefused(PlatformProcess platform) {
    var second = Pharos.bare().run("up", "--data", platform.home().toString(), "--port", "0");

    notStarted(
        second,
        platform.home().toString(),
        "is in use by process " + platform.process().handle().pid());
    assertThat(platform.process().alive()).isTrue();
    platform.pharos().run("runs").ok();
  }

  @Test
  void aBusyPortIsNamedWithItsOption() throws IOException {
    try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(busy.getLocalPort());
      for (var option : new String[] {"--port", "--kafka-port", "--postgres-port"}) {
        var home = folder.resolve("busy" + option);

        var result = up(home, option, port);

        notStarted(result, "port " + port, "is in use", option);
        assertThat(home.resolve("platform.json")).doesNotExist();
        assertThat(home.resolve("kafka")).doesNotExist();
      }
    }
  }

  @Test
  void aDataFolderThatCannotBeWrittenIsNamed() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "in the way");

    notStarted(up(file, "--port", "0"), "cannot write in the data folder " + file);
    notStarted(up(file.resolve("below"), "--port", "0"), "cannot write in the data folder");
    notStarted(up(Path.of("/proc/pharos"), "--port", "0"), "cannot write in the data folder");
  }

  @Test
  void aWrongSettingIsNamed() {
    notStarted(
        up(folder.resolve("settings"), "--port", "0", "--set", "kafka.topic-prefx=x."),
        "kafka.topic-prefx",
        "did you mean",
        "kafka.topic-prefix");
  }

  @Test
  void listeningElsewhereWithoutATokenIsRefused() {
    notStarted(
        up(folder.resolve("open"), "--set", "experiment-registry.http.host=0.0.0.0", "--port", "0"),
        "token");
  }

  private static Pharos.Result up(Path home, String... options) {
    var arguments = new ArrayList<>(List.of("up", "--data", home.toString()));
    var given = List.of(options);
    for (var option : new String[] {"--port", "--kafka-port", "--postgres-port"}) {
      if (!given.contains(option)) {
        arguments.addAll(List.of(option, "0"));
      }
    }
    arguments.addAll(given);
    return Pharos.bare().run(arguments.toArray(String[]::new));
  }
}
