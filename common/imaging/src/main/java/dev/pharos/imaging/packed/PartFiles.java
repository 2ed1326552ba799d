package dev.pharos.imaging.packed;

import dev.pharos.contracts.ArtifactRef;
import java.io.IOException;
import java.nio.file.Path;

/** Finds the files in which images of a packed data set lie besides its own. */
@FunctionalInterface
public interface PartFiles {

  /** The file of this content. */
  Path file(ArtifactRef part) throws IOException;
}
