package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;

/** The bytes in the store are not the ones that were put there. Putting them again mends it. */
public final class CorruptArtifactException extends ArtifactException {
  private static final long serialVersionUID = 1L;

  /** Names the artifact, where its bytes lie, and what they are instead. */
  public CorruptArtifactException(ArtifactRef expected, Object place, String found) {
    super(
        "the artifact %s (%d bytes) is corrupt: %s holds %s; put it again or delete it"
            .formatted(expected.digest(), expected.size(), place, found));
  }
}
