package dev.pharos.engine.graph;

import dev.pharos.engine.operation.Operation;
import dev.pharos.engine.operation.Squash;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A Deeplearning4j layer that does what an operation does, with an activation function after it
 * where one follows. It keeps the output of the forward pass for the backward pass instead of
 * computing it again.
 */
final class OperationLayer extends AbstractLayer<OperationLayerConfiguration> {
  private static final long serialVersionUID = 1L;

  private final transient Operation operation;
  private final transient Squash squash;
  private final transient TrainingPart part;
  private transient INDArray parameters;
  private transient INDArray gradients;
  private transient INDArray output;

  OperationLayer(NeuralNetConfiguration conf, DataType type, INDArray parameters) {
    super(conf, type);
    var settings = (OperationLayerConfiguration) conf.getLayer();
    this.operation = settings.operation();
    this.squash = settings.squash();
    this.part = settings.training();
    this.parameters = parameters;
    operation.bindParameters(views(parameters));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    boolean kept = training && part.backward();
    var result =
        operation.forward(
            input, training && !part.frozen(), WorkspaceScratch.forward(workspaces, dataType));
    if (squash != null) {
      squash.apply(result);
    }
    output = kept ? result : null;
    layerConf().watch().saw(layerConf().getLayerName(), result);
    return result;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray gradient, LayerWorkspaceMgr workspaces) {
    var scratch = WorkspaceScratch.backward(workspaces, dataType);
    if (!part.backward()) {
      return new Pair<>(null, scratch.noGradient());
    }
    if (squash != null) {
      squash.multiplyByDerivative(output, gradient, scratch);
    }
    var inputGradient = operation.backward(input, output, gradient, part.inputGradient(), scratch);
    output = null;
    // The parameters' gradients are in the graph's flat tensor already, so there is nothing to hand
    // over.
    return new Pair<>(null, part.inputGradient() ? inputGradient : scratch.noGradient());
  }

  @Override
  public void setParamsViewArray(INDArray view) {
    parameters = view;
    operation.bindParameters(views(view));
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray view) {
    gradients = view;
    operation.bindGradients(views(view));
  }

  @Override
  public INDArray getGradientsViewArray() {
    return gradients;
  }

  @Override
  public INDArray params() {
    return parameters;
  }

  @Override
  public long numParams() {
    return layerConf().parameterCount();
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {}

  /** Cuts the layer's part of the flat tensor into the tensors of its description. */
  private List<INDArray> views(INDArray flat) {
    var views = new ArrayList<INDArray>();
    long offset = 0;
    for (var tensor : layerConf().tensors()) {
      var shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
      var part =
          flat.reshape(flat.length())
              .get(NDArrayIndex.interval(offset, offset + tensor.elements()));
      views.add(part.reshape('c', shape));
      offset += tensor.elements();
    }
    return views;
  }
}
