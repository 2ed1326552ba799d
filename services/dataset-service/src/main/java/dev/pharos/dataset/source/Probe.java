package dev.pharos.dataset.source;

import java.util.Locale;
import java.util.Set;

/** What a file may be, as far as its name goes: only to save looking into millions of files. */
public final class Probe {
  private static final Set<String> IMAGES =
      Set.of("jpg", "jpeg", "jpe", "png", "gif", "bmp", "webp", "tif", "tiff");

  private Probe() {}

  /** Whether a file is called like an image. */
  public static boolean isNamedLikeImage(SourceFile file) {
    var path = file.path();
    return IMAGES.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
