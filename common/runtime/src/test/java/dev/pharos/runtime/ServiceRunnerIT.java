package dev.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts a real main method in a process of its own. */
class ServiceRunnerIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Process process;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void closesInOrderOnTheSignalToEnd() throws Exception {
    start(Map.of("PHAROS_LOG_FORMAT", "json"), "--http.port=0", "--admin.port=0");
    await().atMost(LIMIT).until(() -> output().contains("tester started"));
    assertThat(output()).contains("listening on ");
    assertThat(output().lines().filter(line -> line.contains("tester started")))
        .singleElement()
        .asString()
        .startsWith("{")
        .contains("\"level\":\"INFO\"");

    process.destroy();
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(output()).contains("closed in order").contains("tester stopped");
  }

  @Test
  void namesTheBusyPortAndEndsWithOne() throws Exception {
    try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      start(Map.of("PHAROS_HTTP_PORT", Integer.toString(busy.getLocalPort())), "--admin.port=0");
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(errors())
          .startsWith("tester cannot start: cannot listen on 127.0.0.1:" + busy.getLocalPort())
          .contains("--http.port=", "PHAROS_HTTP_PORT")
          .hasLineCount(1);
      assertThat(output()).contains("closed in order").doesNotContain("\tat ");
    }
  }

  @Test
  void tellsAllWrongSettingsAndEndsWithOne() throws Exception {
    start(
        Map.of("PHAROS_HTP_PORT", "1", "PHAROS_HOME", "ignored"),
        "--http.port=many",
        "--admin.port=0");
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(errors())
        .contains("tester cannot start: 2 settings are wrong:")
        .contains("http.port = 'many' (command line --http.port): must be a whole number")
        .contains("PHAROS_HTP_PORT: unknown setting")
        .contains("did you mean PHAROS_HTTP_PORT?")
        .doesNotContain("\tat ");
  }

  private void start(Map<String, String> environment, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ProcessUnderTest.class.getName());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PHAROS_"));
    builder.environment().putAll(environment);
    process =
        builder
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err"));
  }
}
