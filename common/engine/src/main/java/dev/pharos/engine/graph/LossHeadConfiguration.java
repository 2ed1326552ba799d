package dev.pharos.engine.graph;

import java.util.Collection;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Tells Deeplearning4j to end the graph in a {@link LossHead}. */
final class LossHeadConfiguration extends LossLayer {
  private static final long serialVersionUID = 1L;

  private final double weight;
  private final boolean gradientWanted;

  /**
   * @param weight what loss and gradient are multiplied by
   * @param gradientWanted whether anything before it has something to learn
   */
  LossHeadConfiguration(double weight, boolean gradientWanted) {
    super(new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX));
    this.weight = weight;
    this.gradientWanted = gradientWanted;
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    var layer = new LossHead(conf, type, weight, gradientWanted);
    layer.setIndex(index);
    return layer;
  }
}
