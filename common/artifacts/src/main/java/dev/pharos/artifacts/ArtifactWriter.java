package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Takes the bytes of one artifact. Nobody sees them before {@link #commit()}; closing without it
 * discards them.
 */
public abstract class ArtifactWriter extends OutputStream {

  /** For the stores. */
  protected ArtifactWriter() {}

  /**
   * Makes the artifact visible and lasting, under the name that its content gives it. The writer is
   * closed afterwards.
   *
   * @throws ArtifactException if the bytes cannot be kept; then they are discarded
   * @throws IllegalStateException if the writer is closed
   */
  public abstract ArtifactRef commit() throws IOException;

  /**
   * The same if the bytes are what they should be.
   *
   * @throws CorruptArtifactException if they are not; then they are discarded
   */
  public abstract void commit(ArtifactRef expected) throws IOException;
}
