package dev.pharos.platform.home;

import java.nio.file.Path;
import java.util.Map;

/** The folder of a platform's data: {@code PHAROS_HOME}, or {@code .pharos} in the user's home. */
public final class PharosHome {
  public static final String VARIABLE = "PHAROS_HOME";

  private PharosHome() {}

  /** The folder that is used where the user names none. */
  public static Path standard(Map<String, String> environment) {
    var named = environment.getOrDefault(VARIABLE, "");
    var folder =
        named.isBlank() ? Path.of(System.getProperty("user.home"), ".pharos") : Path.of(named);
    return folder.toAbsolutePath().normalize();
  }
}
