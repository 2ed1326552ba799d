package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Artifacts of which this process has all at hand, and may delete them. */
public interface ArtifactStore extends Artifacts {

  /**
   * Reads an artifact from its beginning.
   *
   * <p>The checksum is known to be right only when the end has been read: the read that finds the
   * end throws {@link CorruptArtifactException} if it is not. Take nothing for done before that.
   *
   * @throws MissingArtifactException if the store does not have it
   * @throws CorruptArtifactException if its length is wrong already
   */
  InputStream open(ArtifactRef artifact) throws IOException;

  /**
   * The artifact as a file of this machine, for mapping into memory: checked, not to be changed,
   * and good until the artifact is deleted.
   *
   * @throws MissingArtifactException if the store does not have it
   * @throws CorruptArtifactException if its bytes are not what they were
   */
  Path localFile(ArtifactRef artifact) throws IOException;

  @Override
  default HeldArtifact hold(ArtifactRef artifact, Runnable check) throws IOException {
    return new HeldArtifact(localFile(artifact), () -> {});
  }

  /** Whether the store has the artifact, in its full length. */
  boolean contains(ArtifactRef artifact) throws IOException;

  /**
   * Finds an artifact of which only the digest is known.
   *
   * @param digest {@code sha256:} and 64 hexadecimal digits
   */
  Optional<ArtifactRef> find(String digest) throws IOException;

  /** An artifact with its age, if it is there. */
  Optional<StoredArtifact> look(ArtifactRef artifact) throws IOException;

  /**
   * Removes an artifact. Streams and mappings that are open go on, where the operating system
   * allows it.
   *
   * @return whether it was there
   */
  boolean delete(ArtifactRef artifact) throws IOException;

  /**
   * Removes an artifact, unless somebody has written or touched it meanwhile.
   *
   * @param seen the artifact as {@link #stored} or {@link #look} gave it
   * @return whether it was there and was removed
   */
  boolean delete(StoredArtifact seen) throws IOException;

  /**
   * Makes an artifact as young as if it had just been written: somebody finds it here and is about
   * to name it.
   *
   * @throws MissingArtifactException if the store does not have it
   */
  void touch(ArtifactRef artifact) throws IOException;

  /** All artifacts, in no particular order. */
  List<ArtifactRef> list() throws IOException;

  /** All artifacts, with their ages. */
  List<StoredArtifact> stored() throws IOException;

  /**
   * Deletes what was begun and not finished by a process that died.
   *
   * @param untouchedFor for how long nobody has written to it
   */
  void discardUnfinished(Duration untouchedFor) throws IOException;

  /** Notes that an installation keeps artifacts here. */
  void claim(UUID installation) throws IOException;

  /** The installations that keep artifacts here, as {@link #claim} noted them. */
  Set<String> claims() throws IOException;
}
