package dev.pharos.platform.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderTarTest {
  @TempDir private Path folder;

  @Test
  void theSizeThatIsToldIsTheSizeThatIsSent() throws IOException {
    Files.createDirectories(folder.resolve("cat"));
    for (var size : new int[] {0, 1, 511, 512, 513, 100_000}) {
      Files.write(folder.resolve("cat/%d.png".formatted(size)), new byte[size]);
    }
    Files.write(folder.resolve("cat/\u00e9t\u00e9 " + "x".repeat(120) + ".png"), new byte[7]);

    var tar = FolderTar.of(folder);
    try (var in = tar.open()) {
      assertThat(tar.bytes()).isEqualTo(in.readAllBytes().length);
    }
  }

  @Test
  void anEmptyFolderIsAnArchiveToo() throws IOException {
    var tar = FolderTar.of(folder);
    try (var in = tar.open()) {
      assertThat(tar.bytes()).isEqualTo(in.readAllBytes().length).isPositive();
    }
  }
}
