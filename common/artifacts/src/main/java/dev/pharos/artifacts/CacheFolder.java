package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of artifacts that never grows beyond a limit for long: what was not used for longest
 * goes first, and nothing goes that somebody holds. It belongs to one process. What an earlier one
 * left is used again once its checksum was found right; what that had not finished is deleted.
 */
final class CacheFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CacheFolder.class);

  private final ArtifactFiles files;
  private final long limit;
  private final FileChannel lock;

  // Guarded by this.
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private long reserved;
  private long evicted;

  /** An artifact in the folder. */
  private static final class Entry {
    private final ArtifactRef artifact;
    private int holders;
    private boolean verified;

    Entry(ArtifactRef artifact) {
      this.artifact = artifact;
    }
  }

  /**
   * Opens a folder, making it if it is absent.
   *
   * @param limit bytes of all artifacts together
   * @throws ArtifactException if it cannot be used, or another process uses it
   */
  CacheFolder(Path root, long limit) throws IOException {
    this.files = new ArtifactFiles(root.toAbsolutePath().normalize());
    this.limit = limit;
    this.lock = lock(files.root());
    files.discardUnfinished(Duration.ZERO);
    files.stored().stream()
        .sorted(Comparator.comparing(StoredArtifact::touched))
        .forEach(left -> put(left.artifact()));
    trim();
  }

  private static FileChannel lock(Path root) throws IOException {
    Files.createDirectories(root);
    var channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      log.debug("{} is used by this very process", root, e);
    }
    channel.close();
    throw new ArtifactException(
        "the folder %s is in use by another worker; give each a folder of its own".formatted(root));
  }

  ArtifactFiles files() {
    return files;
  }

  private synchronized Entry put(ArtifactRef artifact) {
    bytes += artifact.size();
    var entry = new Entry(artifact);
    entries.put(artifact.digest(), entry);
    return entry;
  }

  /** An artifact that is there, and was checked since this process began. */
  Optional<HeldArtifact> hold(ArtifactRef artifact) throws IOException {
    Entry entry;
    synchronized (this) {
      entry = entries.get(artifact.digest());
      if (entry == null) {
        return Optional.empty();
      }
      entry.holders++;
    }
    if (!entry.verified && !isRight(artifact)) {
      drop(entry);
      return Optional.empty();
    }
    entry.verified = true;
    files.touch(artifact);
    return Optional.of(held(entry));
  }

  private boolean isRight(ArtifactRef artifact) throws IOException {
    var file = files.of(artifact.hex());
    try (var content = new VerifyingInputStream(Files.newInputStream(file), artifact, file)) {
      content.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (CorruptArtifactException e) {
      log.warn("fetched anew: {}", e.getMessage());
      return false;
    } catch (NoSuchFileException e) {
      log.warn("{} was deleted by somebody else", file);
      return false;
    }
  }

  private HeldArtifact held(Entry entry) {
    return new HeldArtifact(files.of(entry.artifact.hex()), () -> release(entry));
  }

  private synchronized void release(Entry entry) {
    entry.holders--;
    trim();
  }

  /** Forgets an artifact that its only holder found wanting. */
  private synchronized void drop(Entry entry) throws IOException {
    entry.holders--;
    entries.remove(entry.artifact.digest());
    bytes -= entry.artifact.size();
    Files.deleteIfExists(files.of(entry.artifact.hex()));
  }

  /**
   * Makes room for an artifact that is to come.
   *
   * @throws ArtifactException if there cannot be enough
   */
  synchronized void reserve(ArtifactRef artifact) throws ArtifactException {
    evictTo(limit - reserved - artifact.size());
    if (bytes + reserved + artifact.size() > limit) {
      throw new ArtifactException(
          "no room for the artifact %s (%d bytes) in %s: artifacts.cache-bytes is %d, and %d bytes"
                  .formatted(artifact.digest(), artifact.size(), files.root(), limit, bytes)
              + " are in use");
    }
    reserved += artifact.size();
  }

  /** The room is not needed any more: the artifact has come, or will not. */
  synchronized void unreserve(ArtifactRef artifact) {
    reserved -= artifact.size();
  }

  /** Takes note of an artifact whose file has just appeared, whole and checked. */
  synchronized HeldArtifact added(ArtifactRef artifact) {
    var entry = entries.get(artifact.digest());
    if (entry == null) {
      entry = put(artifact);
    }
    entry.verified = true;
    entry.holders++;
    return held(entry);
  }

  private void trim() {
    evictTo(limit - reserved);
  }

  private synchronized void evictTo(long most) {
    var oldest = entries.values().iterator();
    while (bytes > most && oldest.hasNext()) {
      var entry = oldest.next();
      if (entry.holders == 0) {
        oldest.remove();
        bytes -= entry.artifact.size();
        evicted++;
        delete(entry.artifact);
      }
    }
  }

  private void delete(ArtifactRef artifact) {
    try {
      Files.deleteIfExists(files.of(artifact.hex()));
      log.info("{} ({} bytes) made room", artifact.digest(), artifact.size());
    } catch (IOException e) {
      log.warn("{} takes room that it should not", files.of(artifact.hex()), e);
    }
  }

  /** Bytes of all artifacts. */
  synchronized long bytes() {
    return bytes;
  }

  long limit() {
    return limit;
  }

  /** How many artifacts had to go. */
  synchronized long evicted() {
    return evicted;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
