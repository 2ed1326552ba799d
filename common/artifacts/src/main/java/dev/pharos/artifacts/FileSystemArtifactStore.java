package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps artifacts in a folder, which processes and machines may share.
 *
 * <p>An artifact is written beside its place, brought to the disk, and renamed into it: a crash at
 * any moment leaves it there whole or not at all.
 */
public final class FileSystemArtifactStore implements ArtifactStore {
  /** Nobody pauses that long in the middle of an artifact. */
  private static final Duration ABANDONED = Duration.ofHours(6);

  /** What a file looked like when its bytes were last checked. */
  private record Checked(long size, FileTime modified) {}

  private final ArtifactFiles files;
  private final Map<String, Checked> checked = new ConcurrentHashMap<>();

  /**
   * Opens a store, making the folder if it is absent, and deletes what was left unfinished for
   * hours.
   *
   * @throws ArtifactException if the folder cannot be made or written
   */
  public FileSystemArtifactStore(Path root) throws IOException {
    files = new ArtifactFiles(root.toAbsolutePath().normalize());
    write().close();
    files.discardUnfinished(ABANDONED);
  }

  /**
   * Deletes everything unfinished. Only for who knows that nobody is writing to the store, as after
   * taking the lock of the folder around it.
   */
  public void discardUnfinished() throws IOException {
    discardUnfinished(Duration.ZERO);
  }

  @Override
  public void discardUnfinished(Duration untouchedFor) throws IOException {
    files.discardUnfinished(untouchedFor);
  }

  @Override
  public ArtifactWriter write() throws IOException {
    return new FileWriter(files);
  }

  @Override
  public InputStream open(ArtifactRef artifact) throws IOException {
    var file = existing(artifact);
    try {
      return new VerifyingInputStream(Files.newInputStream(file), artifact, file);
    } catch (NoSuchFileException e) {
      throw new MissingArtifactException(artifact, this);
    }
  }

  @Override
  public Path localFile(ArtifactRef artifact) throws IOException {
    var file = existing(artifact);
    var now = new Checked(Files.size(file), Files.getLastModifiedTime(file));
    if (!now.equals(checked.get(artifact.digest()))) {
      try (var content = open(artifact)) {
        content.transferTo(OutputStream.nullOutputStream());
      }
      checked.put(artifact.digest(), now);
    }
    return file;
  }

  @Override
  public boolean contains(ArtifactRef artifact) throws IOException {
    return find(artifact.digest()).filter(artifact::equals).isPresent();
  }

  @Override
  public Optional<ArtifactRef> find(String digest) throws IOException {
    var file = files.of(new ArtifactRef(digest, 0).hex());
    try {
      return Optional.of(new ArtifactRef(digest, Files.size(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<StoredArtifact> look(ArtifactRef artifact) {
    return files.look(artifact);
  }

  @Override
  public boolean delete(ArtifactRef artifact) throws IOException {
    checked.remove(artifact.digest());
    return Files.deleteIfExists(files.of(artifact.hex()));
  }

  @Override
  public boolean delete(StoredArtifact seen) throws IOException {
    checked.remove(seen.artifact().digest());
    return files.deleteUntouched(seen);
  }

  @Override
  public void touch(ArtifactRef artifact) throws IOException {
    try {
      files.touch(artifact);
    } catch (NoSuchFileException e) {
      throw new MissingArtifactException(artifact, this);
    }
  }

  @Override
  public List<ArtifactRef> list() throws IOException {
    return files.stored().stream().map(StoredArtifact::artifact).toList();
  }

  @Override
  public List<StoredArtifact> stored() throws IOException {
    return files.stored();
  }

  @Override
  public void claim(UUID installation) throws IOException {
    owners().add(installation);
  }

  @Override
  public Set<String> claims() throws IOException {
    return owners().all();
  }

  private Owners owners() {
    return new Owners(files.root().resolve("owners"));
  }

  @Override
  public String toString() {
    return "the artifact store " + files.root();
  }

  private Path existing(ArtifactRef artifact) throws IOException {
    var found =
        find(artifact.digest()).orElseThrow(() -> new MissingArtifactException(artifact, this));
    var file = files.of(artifact.hex());
    if (found.size() != artifact.size()) {
      throw new CorruptArtifactException(artifact, file, found.size() + " bytes");
    }
    return file;
  }
}
