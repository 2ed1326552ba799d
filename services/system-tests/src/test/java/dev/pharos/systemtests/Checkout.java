package dev.pharos.systemtests;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that is tested. */
public final class Checkout {
  private Checkout() {}

  /** Its top folder. */
  public static Path root() {
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("pharos"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "no file 'pharos' here or above " + Path.of("").toAbsolutePath());
  }

  /** The program that users start. */
  public static Path launcher() {
    return root().resolve("pharos");
  }
}
