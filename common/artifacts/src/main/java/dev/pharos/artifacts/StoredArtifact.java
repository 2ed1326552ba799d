package dev.pharos.artifacts;

import dev.pharos.contracts.ArtifactRef;
import java.time.Instant;

/**
 * An artifact as it lies in a store.
 *
 * @param artifact the artifact
 * @param touched when it was written last, or {@link ArtifactStore#touch touched}
 */
public record StoredArtifact(ArtifactRef artifact, Instant touched) {}
