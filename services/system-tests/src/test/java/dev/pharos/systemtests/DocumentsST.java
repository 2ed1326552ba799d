package dev.pharos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.embedded.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What README and guide tell their readers to type, typed. Only the ports differ, for others may
 * use those of the documents on this machine.
 */
@DisabledOnOs(OS.WINDOWS)
final class DocumentsST {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private Path desk;
  private int port;
  private Pharos user;

  @BeforeEach
  void layTheDesk() throws IOException {
    desk = Files.createDirectories(folder.resolve("desk"));
    var home = Files.createDirectories(folder.resolve("home"));
    port = LoopbackPorts.free();
    var kafkaPort = LoopbackPorts.free();
    script(
        desk.resolve("pharos"),
        """
        case ${1:-} in
          up) shift && set -- up --port %d --kafka-port %d --postgres-port 0 "$@" ;;
        esac
        exec '%s' "$@"
        """
            .formatted(port, kafkaPort, Checkout.launcher()));
    var tools = Files.createDirectories(folder.resolve("tools"));
    script(
        tools.resolve("kcat"),
        "exec '%s/bin/java' -cp '%s' %s \"$@\"\n"
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                KafkaCat.class.getName()));
    // Half a gigabyte of native code, which whoever tests has unpacked already.
    var reader = Path.of(System.getProperty("user.home"));
    var unpacked = reader.resolve(".javacpp/cache");
    user =
        Pharos.bare()
            .with("PHAROS_HOME", "")
            .with("HOME", home.toString())
            .with("XDG_CACHE_HOME", reader.resolve(".cache").toString())
            .with("PHAROS_JAVA_OPTS", "-Dorg.bytedeco.javacpp.cachedir=" + unpacked)
            .with("PATH", tools + ":" + System.getenv("PATH"))
            .with(KafkaCat.BROKER, "127.0.0.1:" + kafkaPort);
    Files.move(Images.photographs(10), home.resolve("pictures"));
    Files.copy(home.resolve("pictures/forest/picture 0.jpg"), desk.resolve("cat.jpg"));
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Pharos.Running start(String commands) {
    return user.start(desk, List.of("sh", "-euc", "exec " + commands.strip()));
  }

  private Pharos.Result type(String commands) {
    try (var shell = user.start(desk, List.of("sh", "-eux", "-c", commands))) {
      return shell.result(LIMIT).ok();
    }
  }

  /** Runs a command that goes on until it is interrupted, and does something meanwhile. */
  private void during(String command, String ready, Runnable work) {
    try (var running = start(command)) {
      Awaitility.await(command)
          .atMost(Duration.ofMinutes(4))
          .until(() -> !running.alive() || running.out().contains(ready));
      assertThat(running.alive()).as(running.err()).isTrue();
      work.run();
      running.terminate();
    }
  }

  /** {@link DemoST} runs the first. */
  @Test
  void theReadmesTwoCommandsAreThese() throws IOException {
    var readme = ShellBlocks.of("README.md");

    assertThat(readme.blocks().get(0)).isEqualTo("./pharos demo\n");
    assertThat(readme.blocks().get(1)).isEqualTo("mvn verify\n");
  }

  @Test
  void theReadmesOwnImages() throws IOException {
    var readme = ShellBlocks.of("README.md");
    var lines = readme.with("pets champion".replace(" ", "@")).split("\n", 2);
    assertThat(lines[0]).startsWith("./pharos up ");
    var kafka = readme.with("kcat -P");

    during(
        lines[0].replaceAll("#.*", ""),
        "Ctrl-C ends it",
        () -> {
          var own = type(lines[1]);
          assertThat(own.out())
              .contains("pets@1 is ready")
              .contains("model pets@1")
              .contains("cat.jpg");
          var automated = type(kafka);
          assertThat(automated.out()).contains("my-first-job").contains("RUNNING");
          // Ten epochs more would show nothing new.
          type("./pharos run cancel last");
        });
  }

  @Test
  void theGuidesFirstSteps() throws IOException {
    var guide = ShellBlocks.of("docs/first-steps.md");

    during(
        guide.with("./pharos up"),
        "Ctrl-C ends it",
        () -> {
          var imported = type(guide.with("sample-data"));
          assertThat(imported.out()).contains("digits@1 is ready").contains("8,000 of 28 x 28");
          assertThat(type(guide.with("--watch")).out()).contains("model digits@1");
          var served = type(guide.with("models promote"));
          assertThat(served.out()).contains("digits@champion is now version 1");
          var right = served.out().lines().filter(line -> line.matches(" +[0-9.]+% +7")).count();
          assertThat(right).isGreaterThan(700);
          type("cp digits/7/00000.png seven.png");
          var curl = guide.with("curl -s").replace(":8080", ":" + port);
          assertThat(type(curl).out()).contains("\"label\":\"7\"");
        });
  }
}
