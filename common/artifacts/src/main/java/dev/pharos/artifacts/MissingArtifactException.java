package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;

/** The store does not have the artifact. */
public final class MissingArtifactException extends ArtifactException {
  private static final long serialVersionUID = 1L;

  /** Names the artifact and the store that was asked. */
  public MissingArtifactException(ArtifactRef artifact, Object store) {
    super("the artifact %s is not in %s".formatted(artifact.digest(), store));
  }
}
