package dev.pharos.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How to run PostgreSQL, which refuses to run as root.
 *
 * @param prefix the words before the command; none for an ordinary user
 * @param owner the user id that must own the data, or -1 where that needs no care
 */
record Unprivileged(List<String> prefix, int owner) {
  private static final int NOBODY = 65534;

  /** An ordinary user runs it as it is. */
  static final Unprivileged ORDINARY = new Unprivileged(List.of(), -1);

  /** In a user namespace of its own root is nobody, and still owns root's files. */
  static final Unprivileged NAMESPACE = new Unprivileged(List.of("unshare", "--user"), 0);

  /**
   * Where namespaces are forbidden, as in most containers: as nobody, but able to reach folders
   * below root's home, which others may not enter.
   */
  static final Unprivileged NOBODY_USER =
      new Unprivileged(
          List.of(
              "setpriv",
              "--reuid=" + NOBODY,
              "--regid=" + NOBODY,
              "--clear-groups",
              "--inh-caps=-all,+dac_override",
              "--ambient-caps=-all,+dac_override",
              "--securebits=+no_setuid_fixup"),
          NOBODY);

  /**
   * The way that works here.
   *
   * @throws EmbeddedException if this process is root and cannot shed it
   */
  static Unprivileged detect() {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")
        || new UnixSystem().getUid() != 0) {
      return ORDINARY;
    }
    for (var way : List.of(NAMESPACE, NOBODY_USER)) {
      if (way.works()) {
        return way;
      }
    }
    throw new EmbeddedException(
        "PostgreSQL refuses to run as root, and neither 'unshare --user' nor 'setpriv' (package util-linux) works here: run Pharos as an ordinary user");
  }

  /** Whether a command run this way is not root any more. */
  boolean works() {
    try {
      var command = new ArrayList<>(prefix);
      command.addAll(List.of("id", "-u"));
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      var user = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 && !user.equals("0");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Makes the right user own a file, or a folder and what is in it, if another user does. */
  void own(Path root) throws IOException {
    if (owner < 0
        || !Files.exists(root)
        || owner == (int) Files.getAttribute(root, "unix:uid", LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (var path : paths.toList()) {
        Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
