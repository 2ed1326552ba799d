package dev.pharos.artifacts;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the files of a store lie: {@code sha256/ab/ab12...} for an artifact, {@code
 * unfinished/uuid} for what is being written.
 *
 * @param root the store's folder
 */
record ArtifactFiles(Path root) {
  private static final Logger log = LoggerFactory.getLogger(ArtifactFiles.class);
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  /** The place of an artifact, whether it is there or not. */
  Path of(String hex) {
    return root.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex);
  }

  Path newUnfinished() throws IOException {
    var folder = unfinished();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw cannotWrite(0, e);
    }
    return folder.resolve(UUID.randomUUID().toString());
  }

  /**
   * Gives a finished file its name. An artifact that is there already is replaced by itself, which
   * mends it if its bytes had decayed.
   */
  void publish(Path finished, ArtifactRef artifact) throws IOException {
    var place = of(artifact.hex());
    Files.createDirectories(place.getParent());
    try {
      Files.move(finished, place, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (FileSystemException e) {
      // Windows does not replace a file that is mapped into memory; it is the same artifact.
      if (!Files.isRegularFile(place) || Files.size(place) != artifact.size()) {
        throw e;
      }
      Files.deleteIfExists(finished);
      touch(artifact);
    }
    sync(place.getParent());
  }

  /** Makes an artifact as young as if it had just been published. */
  void touch(ArtifactRef artifact) throws IOException {
    Files.setLastModifiedTime(of(artifact.hex()), FileTime.from(Instant.now()));
  }

  /**
   * Deletes an artifact that nobody has published or touched since it was seen. It is taken away
   * first and looked at then, so that one that is published at this moment stays.
   *
   * @return whether it was there and was deleted
   */
  boolean deleteUntouched(StoredArtifact seen) throws IOException {
    var place = of(seen.artifact().hex());
    var aside = newUnfinished();
    try {
      Files.move(place, aside, ATOMIC_MOVE);
      if (!Files.getLastModifiedTime(aside).toInstant().isAfter(seen.touched())) {
        Files.delete(aside);
        return true;
      }
      Files.move(aside, place, ATOMIC_MOVE, REPLACE_EXISTING);
      return false;
    } catch (NoSuchFileException e) {
      log.debug("{} was deleted by somebody else", place);
      return false;
    }
  }

  /** All artifacts; what else lies in the folder is none of the store's. */
  List<StoredArtifact> stored() throws IOException {
    var base = root.resolve("sha256");
    if (!Files.isDirectory(base)) {
      return List.of();
    }
    try (var files = Files.find(base, 2, ArtifactFiles::isArtifact)) {
      return files.flatMap(file -> look(file).stream()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isArtifact(Path path, BasicFileAttributes attributes) {
    return attributes.isRegularFile() && NAME.matcher(path.getFileName().toString()).matches();
  }

  /** An artifact, if it is there. */
  Optional<StoredArtifact> look(ArtifactRef artifact) {
    return look(of(artifact.hex())).filter(seen -> seen.artifact().equals(artifact));
  }

  private static Optional<StoredArtifact> look(Path file) {
    try {
      var seen = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new StoredArtifact(
              new ArtifactRef(Sha256.PREFIX + file.getFileName(), seen.size()),
              seen.lastModifiedTime().toInstant()));
    } catch (IOException e) {
      // Deleted by another process since it was listed.
      return Optional.empty();
    }
  }

  /** Deletes what a process that died left unfinished; who still writes touches its file. */
  void discardUnfinished(Duration untouchedFor) throws IOException {
    var folder = unfinished();
    if (!Files.isDirectory(folder)) {
      return;
    }
    var latest = Instant.now().minus(untouchedFor);
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder)) {
      for (var leftover : leftovers) {
        discard(leftover, latest);
      }
    }
  }

  private static void discard(Path leftover, Instant latest) throws IOException {
    try {
      if (!Files.getLastModifiedTime(leftover).toInstant().isAfter(latest)) {
        Files.delete(leftover);
        log.info("deleted {}, which was never finished", leftover);
      }
    } catch (NoSuchFileException e) {
      log.debug("{} was finished meanwhile", leftover);
    }
  }

  ArtifactException cannotWrite(long written, IOException cause) {
    return new ArtifactException(
        "cannot write to the artifact store %s after %d bytes (%s); %s free: make room or make it writable"
            .formatted(root, written, cause, free()),
        cause);
  }

  private String free() {
    try {
      return (Files.getFileStore(root).getUsableSpace() >> 20) + " MiB";
    } catch (IOException e) {
      return "unknown space";
    }
  }

  private Path unfinished() {
    return root.resolve("unfinished");
  }

  /** A new name is lasting only when its folder is on the disk; Windows cannot open folders. */
  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (FileSystemException e) {
      log.trace("cannot sync {}", folder, e);
    }
  }
}
