package dev.pharos.serving.model;

/** A trained network in memory. */
public interface Network extends AutoCloseable {

  /** What it takes and gives. */
  Signature signature();

  /**
   * Class probabilities of some images.
   *
   * @param pixels prepared images one after another, each in the order channel, row, column
   * @param count the number of images
   * @return probability of each class, 0 to 1, image by image
   */
  float[][] probabilities(float[] pixels, int count);

  /** Computes once with batches of these sizes, so that the first answer takes no longer. */
  void warmUp(int... batchSizes);

  /** Bytes of native memory that its parameters take. */
  long parameterBytes();

  /** Frees its memory; it is not used any more. */
  @Override
  void close();
}
