package dev.pharos.dataset.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Tells what file managers and archivers leave behind from what people put there. */
final class Junk {
  private static final Set<String> NAMES =
      Set.of("__macosx", "thumbs.db", "desktop.ini", "@eadir", "$recycle.bin");

  private Junk() {}

  /** Whether a part of a path is hidden or known to be of no interest. */
  static boolean isName(String name) {
    return name.startsWith(".") || NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether any part of a path is. */
  static boolean isPath(String path) {
    return Arrays.stream(path.split("/")).anyMatch(Junk::isName);
  }
}
