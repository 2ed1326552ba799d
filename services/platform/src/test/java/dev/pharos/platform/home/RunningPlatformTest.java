package dev.pharos.platform.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningPlatformTest {
  @TempDir private Path home;

  private static RunningPlatform ofProcess(long pid) {
    return new RunningPlatform(
        pid, "http://127.0.0.1:8181", "127.0.0.1:9092", "jdbc:x", "1", Instant.EPOCH);
  }

  @Test
  void aRunningPlatformIsFound() throws IOException {
    var note = ofProcess(ProcessHandle.current().pid());
    note.writeTo(home);

    assertThat(RunningPlatform.find(home)).contains(note);
    assertThat(home)
        .isDirectoryContaining("glob:**/platform.json")
        .isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aKilledOneIsNot() throws IOException {
    ofProcess(Long.MAX_VALUE).writeTo(home);

    assertThat(RunningPlatform.find(home)).isEmpty();
  }

  @Test
  void aStoppedOneIsNot() throws IOException {
    ofProcess(ProcessHandle.current().pid()).writeTo(home);
    RunningPlatform.removeFrom(home);

    assertThat(RunningPlatform.find(home)).isEmpty();
    assertThat(RunningPlatform.find(home.resolve("nowhere"))).isEmpty();
  }

  @Test
  void theStandardHomeCanBeNamed() {
    assertThat(PharosHome.standard(Map.of("PHAROS_HOME", "/data"))).isEqualTo(Path.of("/data"));
    assertThat(PharosHome.standard(Map.of("PHAROS_HOME", " ")))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".pharos"));
  }
}
