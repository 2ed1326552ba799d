package dev.pharos.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How to run PostgreSQL, which refuses to run as root and as a user without a name.
 *
 * @param prefix the words before the command; none for an ordinary user
 * @param owner the user id that must own the data, or {@value #ANYBODY} where that needs no care
 */
record Unprivileged(List<String> prefix, int owner) {
  private static final int ANYBODY = -1;
  private static final int NOBODY = 65534;

  /** An ordinary user runs it as it is. */
  static final Unprivileged ORDINARY = new Unprivileged(List.of(), ANYBODY);

  /**
   * Where namespaces are forbidden, as in most containers: as nobody, but able to reach folders
   * below root's home, which others may not enter.
   */
  static final Unprivileged AS_NOBODY =
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
   * In a user namespace of its own everybody is nobody, and still owns the files that the user
   * outside owns.
   */
  static Unprivileged namespace(int user) {
    return new Unprivileged(List.of("unshare", "--user"), user);
  }

  /**
   * The way that works here.
   *
   * @throws EmbeddedException if this process is root, or has no name, and cannot shed it
   */
  static Unprivileged detect() {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
      return ORDINARY;
    }
    // Java's own answer is 0 for users without a name.
    int user = ORDINARY.id("-u").map(Integer::parseInt).orElse(ANYBODY);
    for (var way : List.of(ORDINARY, namespace(user), AS_NOBODY)) {
      if (way.works()) {
        return way;
      }
    }
    throw new EmbeddedException(
        user == 0
            ? "PostgreSQL refuses to run as root, and neither 'unshare --user' nor 'setpriv' (package util-linux) works here: run Pharos as an ordinary user"
            : "PostgreSQL refuses to run as user %d, who has no name, and 'unshare --user' does not work here: add the user to /etc/passwd"
                .formatted(user));
  }

  /** Whether a command run this way is run by a user who has a name and is not root. */
  boolean works() {
    return id("-u").filter(user -> !user.equals("0")).isPresent() && id("-un").isPresent();
  }

  private Optional<String> id(String option) {
    try {
      var command = new ArrayList<>(prefix);
      command.addAll(List.of("id", option));
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      var printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      boolean succeeded = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
      return succeeded ? Optional.of(printed) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Makes the right user own a file, or a folder and what is in it, if another user does. */
  void own(Path root) throws IOException {
    if (owner == ANYBODY
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
