package dev.pharos.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the class path into a cache that all data folders of
 * the user share.
 *
 * @param home the folder with {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {
  private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

  /** The archives of io.zonky.test.postgres, by operating system and processor. */
  private static String archive() {
    var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var system = os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : "linux";
    var processor =
        switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
          // Windows on ARM runs programs for x86-64.
          case "aarch64", "arm64" -> system.equals("windows") ? "x86_64" : "arm_64";
          default -> "x86_64";
        };
    return "postgres-%s-%s.txz".formatted(system, processor);
  }

  /**
   * Finds the programs, unpacking them first if this is the first start.
   *
   * @param fallback used instead of the user's cache folder where that cannot be written
   * @throws EmbeddedException if there are none for this machine, or no room for them
   */
  static PostgresBinaries unpacked(Path fallback) {
    var archive = archive();
    var resource = PostgresBinaries.class.getResource("/" + archive);
    if (resource == null) {
      throw new EmbeddedException(
          "there is no PostgreSQL for this machine (%s) in this build: build on such a machine, or with -Pall-platforms"
              .formatted(archive));
    }
    try {
      // The length tells versions apart: a new version is another archive.
      var connection = resource.openConnection();
      var name = "%s-%d".formatted(archive.replace(".txz", ""), connection.getContentLengthLong());
      connection.getInputStream().close();
      var home = userCache().filter(PostgresBinaries::isWritable).orElse(fallback).resolve(name);
      if (!Files.isDirectory(home)) {
        Files.createDirectories(home.getParent());
        try (var packed = resource.openStream()) {
          unpack(packed, home);
        }
      }
      return new PostgresBinaries(home);
    } catch (IOException e) {
      throw new EmbeddedException(
          "cannot unpack PostgreSQL (%s): free some space, 80 MiB are needed".formatted(e), e);
    }
  }

  /** The path of a program. */
  Path program(String name) {
    var windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    return home.resolve("bin").resolve(windows ? name + ".exe" : name);
  }

  /** Where the user keeps what can be made again; absent for users who have no home. */
  private static Optional<Path> userCache() {
    return Stream.of(
            Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).map(Path::of),
            // Java says '?' where the user has no entry in /etc/passwd, as in many containers.
            Optional.of(Path.of(System.getProperty("user.home"), ".cache")),
            Optional.ofNullable(System.getenv("HOME")).map(home -> Path.of(home, ".cache")))
        .flatMap(Optional::stream)
        .filter(Path::isAbsolute)
        .findFirst()
        .map(cache -> cache.resolve("pharos"));
  }

  private static boolean isWritable(Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.isWritable(folder);
    } catch (IOException e) {
      return false;
    }
  }

  /** Several processes may do it at once: each unpacks aside, the first to rename wins. */
  private static void unpack(InputStream packed, Path home) throws IOException {
    long begin = System.nanoTime();
    var aside = Files.createTempDirectory(home.getParent(), "unpacking-");
    try {
      extract(packed, aside);
      if (Files.getFileStore(aside).supportsFileAttributeView(PosixFileAttributeView.class)) {
        Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
      log.info(
          "unpacked PostgreSQL into {} in {} ms", home, (System.nanoTime() - begin) / 1_000_000);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
      throw e;
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
    } finally {
      deleteTree(aside);
    }
  }

  private static void extract(InputStream packed, Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        Files.createDirectories(entry.isDirectory() ? path : path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
          Files.createLink(path, target.resolve(entry.getLinkName()).normalize());
        } else if (entry.isFile()) {
          Files.copy(tar, path);
          if (path.getParent().endsWith("bin") && !path.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + path + " executable");
          }
        }
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (Files.exists(root)) {
      try (var paths = Files.walk(root)) {
        for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
