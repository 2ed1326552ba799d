package dev.pharos.engine.graph;

import dev.pharos.engine.operation.Join;
import dev.pharos.engine.operation.Squash;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer with several inputs, with an activation function after it where one follows. */
@SuppressWarnings("overrides") // the superclass lost the ... of setInputs
final class JoinVertex extends BaseGraphVertex {
  private static final long serialVersionUID = 1L;

  private final transient Join join;
  private final transient Squash squash;
  private final transient boolean[] wanted;
  private final transient OutputWatch watch;
  private transient INDArray output;

  /**
   * @param squash the activation function; null for none
   * @param wanted for each input, whether a vertex before it has something to learn
   */
  JoinVertex(
      ComputationGraph graph,
      String name,
      int index,
      DataType type,
      Join join,
      Squash squash,
      boolean[] wanted,
      OutputWatch watch) {
    super(graph, name, index, null, null, type);
    this.join = join;
    this.squash = squash;
    this.wanted = wanted.clone();
    this.watch = watch;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    var result = join.forward(inputs, WorkspaceScratch.forward(workspaces, dataType));
    if (squash != null) {
      squash.apply(result);
    }
    output = training ? result : null;
    watch.saw(vertexName, result);
    return result;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    var scratch = WorkspaceScratch.backward(workspaces, dataType);
    if (squash != null && anyWanted()) {
      squash.multiplyByDerivative(output, epsilon, scratch);
    }
    output = null;
    var gradients = new INDArray[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      gradients[i] = wanted[i] ? join.backward(inputs, i, epsilon, scratch) : scratch.noGradient();
    }
    return new Pair<>(null, gradients);
  }

  private boolean anyWanted() {
    for (boolean one : wanted) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public Layer getLayer() {
    return null;
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray view) {
    throw new UnsupportedOperationException(vertexName + " has no parameters");
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int batch) {
    return new Pair<>(null, state);
  }

  @Override
  public String toString() {
    return vertexName;
  }
}
