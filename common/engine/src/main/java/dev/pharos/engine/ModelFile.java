package dev.pharos.engine;

import java.nio.file.Path;

/**
 * A trained network in one file that names no framework and no class, so that it outlives both.
 *
 * <p>The file is a ZIP of two stored entries: {@code model.json}, what {@link ModelDescription}
 * says plus the format's version, the count and the SHA-256 of the parameters; and {@code
 * parameters.bin}, every parameter as a little-endian 32-bit float, layer by layer in the network's
 * order.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ModelFile {
  private ModelFile() {}

  /**
   * What a model file says about itself; its parameters are not read.
   *
   * @throws InvalidFileException when it is no model file, damaged or of a version that is not
   *     known
   */
  public static ModelDescription describe(Path file) {
    throw new UnsupportedOperationException();
  }
}
