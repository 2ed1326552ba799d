package dev.pharos.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Folders that outlive a test method, which JUnit's {@code @TempDir} does not offer. */
public final class TemporaryFolders {
  private static final Set<Path> LEFT = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> LEFT.forEach(TemporaryFolders::delete), "delete-temporary-folders"));
  }

  private TemporaryFolders() {}

  /** A new, empty folder; whoever makes it deletes it. */
  public static Path create(String purpose) {
    try {
      return Files.createTempDirectory("pharos-" + purpose + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new, empty folder that is deleted when the JVM of the tests ends, unless it was before. */
  public static Path untilTheEnd(String purpose) {
    var folder = create(purpose);
    LEFT.add(folder);
    return folder;
  }

  /** Deletes a folder and everything in it; one that is gone is none to delete. */
  public static void delete(Path folder) {
    LEFT.remove(folder);
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
