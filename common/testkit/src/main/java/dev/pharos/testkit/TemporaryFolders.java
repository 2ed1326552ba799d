package dev.pharos.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders that outlive a test method, which JUnit's {@code @TempDir} does not offer. */
public final class TemporaryFolders {
  private TemporaryFolders() {}

  /** A new, empty folder; whoever makes it deletes it. */
  public static Path create(String purpose) {
    try {
      return Files.createTempDirectory("pharos-" + purpose + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a folder and everything in it. */
  public static void delete(Path folder) {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
