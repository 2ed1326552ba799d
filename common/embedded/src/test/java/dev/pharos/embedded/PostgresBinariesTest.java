package dev.pharos.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
  @TempDir Path cache;

  @Test
  void processesThatUnpackAtOnceAgreeAndLeaveNothingElse() throws Exception {
    var abandoned = Files.createDirectories(cache.resolve("unpacking-killed/bin")).getParent();
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(1))));

    var other = CompletableFuture.supplyAsync(() -> PostgresBinaries.unpackedIn(cache));
    var binaries = PostgresBinaries.unpackedIn(cache);

    assertThat(other.get()).isEqualTo(binaries);
    assertThat(PostgresBinaries.unpackedIn(cache)).isEqualTo(binaries);
    assertThat(cache).isDirectoryContaining(binaries.home()::equals);
    try (var left = Files.list(cache)) {
      assertThat(left).hasSize(1);
    }
    assertThat(binaries.program("postgres")).isExecutable();
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamed() throws IOException {
    var file = Files.writeString(cache.resolve("file"), "");
    assertThatThrownBy(() -> PostgresBinaries.unpackedIn(file))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining(file.toString());
  }
}
