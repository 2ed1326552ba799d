package dev.pharos.engine;

import java.nio.file.Path;

/**
 * A trained network that answers.
 *
 * <p>Any number of threads may ask at once; they are answered one after the other on a thread of
 * the classifier's own, because one answer already uses every core.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Classifier implements AutoCloseable {

  private Classifier() {}

  /**
   * Reads a model file and checks its parameters.
   *
   * @throws InvalidFileException when it is no model file, damaged or of a version that is not
   *     known
   */
  public static Classifier load(Path modelFile) {
    throw new UnsupportedOperationException();
  }

  /** What the model file says. */
  public ModelDescription description() {
    throw new UnsupportedOperationException();
  }

  /**
   * The probabilities of each class.
   *
   * @param pixels images one after another, each map by map, row by row (NCHW)
   * @param count how many images
   * @return for each image one value per class, together 1
   * @throws IllegalArgumentException when the pixels are not that many images
   * @throws EngineException when the classifier is closed
   */
  public float[][] probabilities(float[] pixels, int count) {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs the network on batches of these sizes, so that the first real answer takes no longer than
   * the next.
   */
  public void warmUp(int... batchSizes) {
    throw new UnsupportedOperationException();
  }

  /** Bytes of native memory that the parameters take. */
  public long parameterBytes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
