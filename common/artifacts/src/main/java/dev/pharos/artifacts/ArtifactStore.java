package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps artifacts by content. Safe to use from many threads, and from many processes at once.
 *
 * <p>Every method throws {@link ArtifactException} when the store itself fails.
 */
public interface ArtifactStore {

  /** Begins an artifact whose bytes are made piece by piece. */
  ArtifactWriter write() throws IOException;

  /** Reads a stream to its end and keeps what it held; the stream stays open. */
  default ArtifactRef put(InputStream content) throws IOException {
    try (var writer = write()) {
      content.transferTo(writer);
      return writer.commit();
    }
  }

  /** Keeps the content of a file; the file stays where it is. */
  default ArtifactRef putFile(Path file) throws IOException {
    try (var content = Files.newInputStream(file)) {
      return put(content);
    }
  }

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

  /** Whether the store has the artifact, in its full length. */
  boolean contains(ArtifactRef artifact) throws IOException;

  /**
   * Finds an artifact of which only the digest is known.
   *
   * @param digest {@code sha256:} and 64 hexadecimal digits
   */
  Optional<ArtifactRef> find(String digest) throws IOException;

  /**
   * Removes an artifact. Streams and mappings that are open go on, where the operating system
   * allows it.
   *
   * @return whether it was there
   */
  boolean delete(ArtifactRef artifact) throws IOException;

  /** All artifacts, in no particular order. */
  List<ArtifactRef> list() throws IOException;
}
