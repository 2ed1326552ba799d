package dev.pharos.serving.model;

import dev.pharos.contracts.ArtifactRef;

/** Brings a version into memory, ready to answer. Blocks; called by one thread at a time. */
@FunctionalInterface
public interface ModelLoader {

  /**
   * Loads a version.
   *
   * @throws Exception when it cannot be loaded; the message says why
   */
  LoadedModel load(VersionKey key, ArtifactRef artifact) throws Exception;
}
