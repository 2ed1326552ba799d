package dev.pharos.serving.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pharos.contracts.Json;
import dev.pharos.engine.Classifier;
import dev.pharos.engine.EngineException;
import dev.pharos.imaging.prepare.Preprocessing;
import java.nio.file.Path;

/** A network of a model file. */
final class EngineNetwork implements Network {
  private final Classifier classifier;
  private final Signature signature;

  private EngineNetwork(Classifier classifier, Signature signature) {
    this.classifier = classifier;
    this.signature = signature;
  }

  /**
   * Reads a model file.
   *
   * @throws EngineException when it is none, or says nothing of how images are prepared
   */
  static EngineNetwork load(Path modelFile) {
    var classifier = Classifier.load(modelFile);
    try {
      return new EngineNetwork(classifier, signature(classifier, modelFile));
    } catch (RuntimeException e) {
      classifier.close();
      throw e;
    }
  }

  private static Signature signature(Classifier classifier, Path modelFile) {
    var described = classifier.description();
    try {
      var preprocessing = Json.mapper().treeToValue(described.preprocessing(), Preprocessing.class);
      return new Signature(described.network().name(), preprocessing, described.labels());
    } catch (JsonProcessingException e) {
      throw new EngineException(
          "%s does not say how images are prepared: %s"
              .formatted(modelFile, e.getOriginalMessage()),
          e);
    }
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public float[][] probabilities(float[] pixels, int count) {
    return classifier.probabilities(pixels, count);
  }

  @Override
  public void warmUp(int... batchSizes) {
    classifier.warmUp(batchSizes);
  }

  @Override
  public long parameterBytes() {
    return classifier.parameterBytes();
  }

  @Override
  public void close() {
    classifier.close();
  }
}
