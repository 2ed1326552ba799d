package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Artifacts by content, wherever they are kept. Safe to use from many threads, and from many
 * processes at once.
 *
 * <p>Every method throws {@link ArtifactException} when the place itself fails.
 */
public interface Artifacts {

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
   * The artifact as a file of this machine. Where it must be brought here first, that may take
   * long.
   *
   * @throws MissingArtifactException if it is nowhere
   * @throws CorruptArtifactException if its bytes are not what they were
   */
  default HeldArtifact hold(ArtifactRef artifact) throws IOException {
    return hold(artifact, () -> {});
  }

  /**
   * The same for who may want to give up.
   *
   * @param check called often while the artifact is brought here; what it throws ends that
   */
  HeldArtifact hold(ArtifactRef artifact, Runnable check) throws IOException;
}
