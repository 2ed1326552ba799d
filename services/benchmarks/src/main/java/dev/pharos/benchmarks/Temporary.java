package dev.pharos.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Folders that a benchmark needs while it runs, and that are gone when it is interrupted, too. */
public final class Temporary {
  private static final Set<Path> LEFT = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Temporary::deleteWhatIsLeft));
  }

  private Temporary() {}

  /** A new, empty folder. */
  public static Path folder(String benchmark) throws IOException {
    var folder = Files.createTempDirectory("pharos-" + benchmark + "-");
    LEFT.add(folder);
    return folder;
  }

  /** Removes a folder and what is in it. */
  public static void delete(Path folder) throws IOException {
    LEFT.remove(folder);
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void deleteWhatIsLeft() {
    for (var folder : LEFT) {
      try {
        delete(folder);
      } catch (IOException e) {
        System.err.println("cannot delete " + folder + ": " + e);
      }
    }
  }
}
