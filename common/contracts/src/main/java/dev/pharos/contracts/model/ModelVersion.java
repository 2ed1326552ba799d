package dev.pharos.contracts.model;

import dev.pharos.contracts.ArtifactRef;
import java.time.Instant;
import java.util.UUID;

/**
 * A version of a registered model.
 *
 * @param version number within the model, from 1
 * @param run the run that trained it
 * @param artifact the model file
 * @param createdAt when it was registered
 */
public record ModelVersion(int version, UUID run, ArtifactRef artifact, Instant createdAt) {}
