package dev.pharos.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
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

  private static final String UNPACKING = "unpacking-";

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
    return unpackedIn(userCache().filter(PostgresBinaries::isWritable).orElse(fallback));
  }

  static PostgresBinaries unpackedIn(Path cache) {
    var archive = archive();
    var resource = PostgresBinaries.class.getResource("/" + archive);
    if (resource == null) {
      throw new EmbeddedException(
          "there is no PostgreSQL for this machine (%s) in this build: build on such a machine, or with -Pall-platforms"
              .formatted(archive));
    }
    try (var packed = resource.openStream()) {
      // The length tells versions apart: a new version is another archive.
      long length = resource.openConnection().getContentLengthLong();
      var home = cache.resolve("%s-%d".formatted(archive.replace(".txz", ""), length));
      if (!Files.isDirectory(home)) {
        unpack(packed, home);
      }
      return new PostgresBinaries(home);
    } catch (IOException e) {
      throw new EmbeddedException(
          "cannot unpack PostgreSQL into %s (%s): 80 MiB are needed there".formatted(cache, e), e);
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
    var cache = Files.createDirectories(home.getParent());
    deleteAbandoned(cache);
    var aside = Files.createTempDirectory(cache, UNPACKING);
    try {
      extract(packed, aside);
      // Temporary folders are for their owner alone, but user nobody has to run these programs.
      if (Files.getFileStore(aside).supportsFileAttributeView(PosixFileAttributeView.class)) {
        Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
      log.info(
          "unpacked PostgreSQL into {} in {} ms", home, (System.nanoTime() - begin) / 1_000_000);
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
    } finally {
      FileTrees.delete(aside);
    }
  }

  /** What a process that was killed while unpacking left behind. */
  private static void deleteAbandoned(Path cache) {
    var hourAgo = Instant.now().minus(Duration.ofHours(1));
    try (var leftovers = Files.newDirectoryStream(cache, UNPACKING + "*")) {
      for (var leftover : leftovers) {
        if (Files.getLastModifiedTime(leftover).toInstant().isBefore(hourAgo)) {
          FileTrees.delete(leftover);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      log.debug("another process deletes the same, or it stays for the next: {}", e.toString());
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
}
