package dev.pharos.engine.graph;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.LossLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An end of the graph: hands the scores over when predicting; when training, gives the loss and its
 * gradient by the scores, both from one call of {@link ScoreLoss}.
 */
final class LossHead extends LossLayer {
  private static final long serialVersionUID = 1L;

  private transient ScoreLoss loss;
  private final double weight;
  private final boolean gradientWanted;
  private double value;

  LossHead(NeuralNetConfiguration conf, DataType type, double weight, boolean gradientWanted) {
    super(conf, type);
    this.weight = weight;
    this.gradientWanted = gradientWanted;
  }

  /** Sets what the next backward passes compute. */
  void loss(ScoreLoss next) {
    loss = next;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return workspaces.dup(ArrayType.ACTIVATIONS, input, 'c');
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray none, LayerWorkspaceMgr workspaces) {
    var scratch = WorkspaceScratch.backward(workspaces, dataType);
    var gradient = scratch.inputGradient(input.shape());
    value = loss.apply(input, gradient);
    if (weight != 1) {
      gradient.muli(weight);
    }
    return new Pair<>(null, gradientWanted ? gradient : scratch.noGradient());
  }

  /** The loss of the last backward pass, not weighted. */
  double value() {
    return value;
  }

  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaces) {
    return weight * value;
  }

  @Override
  public void setLabels(INDArray labels) {
    // The labels are inside the loss, as integers.
  }

  @Override
  public void clear() {
    input = null;
  }

  // The superclass would look for parameters, of which there are none.

  @Override
  public long numParams() {
    return 0;
  }

  @Override
  public Map<String, INDArray> paramTable() {
    return Map.of();
  }

  @Override
  public void setParamsViewArray(INDArray view) {}

  @Override
  public void setBackpropGradientsViewArray(INDArray view) {}
}
