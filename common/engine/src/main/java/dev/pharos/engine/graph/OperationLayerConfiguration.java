package dev.pharos.engine.graph;

import dev.pharos.engine.operation.Operation;
import dev.pharos.engine.operation.Squash;
import dev.pharos.networks.ParameterTensor;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Tells Deeplearning4j about one {@link OperationLayer}. Shapes are known already and the optimiser
 * is the engine's own, so most of what a configuration can say is not needed; it is never written
 * to a file.
 */
final class OperationLayerConfiguration extends Layer {
  private static final long serialVersionUID = 1L;

  private final transient Operation operation;
  private final transient Squash squash;
  private final transient List<ParameterTensor> tensors;
  private final transient TrainingPart training;
  private final transient OutputWatch watch;

  /**
   * @param operation the arithmetic
   * @param squash the activation function after it; null for none
   * @param tensors its parameters
   * @param training what it has to do in training
   * @param watch is told each output
   */
  OperationLayerConfiguration(
      Operation operation,
      Squash squash,
      List<ParameterTensor> tensors,
      TrainingPart training,
      OutputWatch watch) {
    this.operation = operation;
    this.squash = squash;
    this.tensors = tensors;
    this.training = training;
    this.watch = watch;
  }

  Operation operation() {
    return operation;
  }

  Squash squash() {
    return squash;
  }

  List<ParameterTensor> tensors() {
    return tensors;
  }

  TrainingPart training() {
    return training;
  }

  OutputWatch watch() {
    return watch;
  }

  long parameterCount() {
    return tensors.stream().mapToLong(ParameterTensor::elements).sum();
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    var layer = new OperationLayer(conf, type, parameters);
    layer.setIndex(index);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return new ParameterCount();
  }

  @Override
  public InputType getOutputType(int index, InputType inputType) {
    throw new UnsupportedOperationException("shapes come from the network's description");
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {}

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  @Override
  public List<Regularization> getRegularizationByParam(String parameter) {
    return List.of();
  }

  @Override
  public boolean isPretrainParam(String parameter) {
    return false;
  }

  @Override
  public IUpdater getUpdaterByParam(String parameter) {
    return new NoOp();
  }

  @Override
  public GradientNormalization getGradientNormalization() {
    return GradientNormalization.None;
  }

  @Override
  public double getGradientNormalizationThreshold() {
    return 0;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    throw new UnsupportedOperationException("the network's layer table tells");
  }
}
