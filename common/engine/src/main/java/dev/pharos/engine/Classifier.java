package dev.pharos.engine;

import dev.pharos.engine.network.CompiledNetwork;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A trained network that answers.
 *
 * <p>Any number of threads may ask at once; they are answered one after the other on a thread of
 * the classifier's own, because one answer already uses every core.
 */
public final class Classifier implements AutoCloseable {
  private final ComputeThread thread;
  private final ModelDescription description;
  private final Model model;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Classifier(ComputeThread thread, ModelDescription description, Model model) {
    this.thread = thread;
    this.description = description;
    this.model = model;
  }

  /**
   * Reads a model file and checks its parameters.
   *
   * @throws InvalidFileException when it is no model file, damaged or of a version that is not
   *     known
   * @throws EngineException when there is not enough memory
   */
  public static Classifier load(Path modelFile) {
    try (var archive = ModelFile.open(modelFile)) {
      var description = ModelFile.description(modelFile, archive);
      var thread = new ComputeThread("classifier-" + description.network().name());
      try {
        return new Classifier(thread, description, thread.call(() -> read(archive, description)));
      } catch (RuntimeException e) {
        thread.close();
        throw e;
      }
    }
  }

  private static Model read(TensorArchiveReader archive, ModelDescription description) {
    var network = description.network();
    NativeMemory.require(network.name(), network.layerTable().parameterBytes());
    var model =
        new Model(CompiledNetwork.forInference(network), network.layerTable()::forwardBytes);
    try {
      ModelFile.read(archive, model);
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** What the model file says. */
  public ModelDescription description() {
    return description;
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
    long expected = count * description.network().input().elements();
    if (count < 1 || pixels.length != expected) {
      throw new IllegalArgumentException(
          "pixels: "
              + pixels.length
              + " values are not "
              + count
              + " images of "
              + description.network().input()
              + ", which are "
              + expected);
    }
    var scores = scores(FloatBuffer.wrap(pixels), count);
    int classes = description.network().classes();
    var probabilities = new float[count][];
    for (int image = 0; image < count; image++) {
      CrossEntropy.softmax(scores, image * classes, classes);
      probabilities[image] = Arrays.copyOfRange(scores, image * classes, (image + 1) * classes);
    }
    return probabilities;
  }

  /** What the network gives, before probabilities are made of it; one row for each image. */
  float[] scores(FloatBuffer pixels, int count) {
    return thread.call(() -> model.scores(pixels, count));
  }

  /**
   * Runs the network on batches of these sizes, so that the first real answer takes no longer than
   * the next.
   */
  public void warmUp(int... batchSizes) {
    int image = Math.toIntExact(description.network().input().elements());
    for (int size : batchSizes) {
      for (int turn = 0; turn < 3; turn++) {
        probabilities(new float[Math.multiplyExact(image, size)], size);
      }
    }
  }

  /** Bytes of native memory that the parameters and statistics take. */
  public long parameterBytes() {
    return description.network().layerTable().parameterBytes();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      thread.run(model::close);
      thread.close();
    }
  }
}
