package dev.pharos.artifacts;

import dev.pharos.runtime.StartException;
import dev.pharos.runtime.config.Default;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where a service finds the artifact store. Every service of an installation must see the same one,
 * or ask one that does ({@link ArtifactAccessConfig}).
 *
 * @param directory the folder of the store, on a disk that all services share
 */
public record ArtifactsConfig(@Default("~/.pharos/artifacts") Path directory) {

  /**
   * Opens the store. Touches the disk: call it off the event loop.
   *
   * @throws StartException when the folder cannot be made or written
   */
  public ArtifactStore open() {
    try {
      return new FileSystemArtifactStore(directory);
    } catch (IOException e) {
      throw new StartException(
          "artifacts.directory = '%s': %s".formatted(directory, e.getMessage()), e);
    }
  }
}
