package dev.pharos.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path folder;

  @Test
  void isMadeIfAbsentAndFreedByClosing() {
    var path = folder.resolve("a/b");
    try (var directory = DataDirectory.open(path, 0)) {
      assertThat(directory.path()).isDirectory();
    }
    DataDirectory.open(path, 0).close();
  }

  @Test
  void aSecondOneIsRefusedHoweverItIsSpelt() {
    try (var first = DataDirectory.open(folder, 0)) {
      for (int again = 0; again < 2; again++) {
        assertThatThrownBy(() -> DataDirectory.open(first.resolve("../" + folder.getFileName()), 0))
            .isInstanceOf(EmbeddedException.class)
            .hasMessageContaining(folder.toString())
            .hasMessageContaining("in use by this process")
            .hasMessageContaining("choose another folder");
      }
    }
  }

  @Test
  void aFullDiskIsNamedBeforeAnythingIsStarted() {
    assertThatThrownBy(() -> DataDirectory.open(folder, Long.MAX_VALUE))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("MiB left");
    DataDirectory.open(folder, 0).close();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");
    for (var path : new Path[] {file, file.resolve("below")}) {
      assertThatThrownBy(() -> DataDirectory.open(path, 0))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("cannot write in the data folder " + path);
    }
  }
}
