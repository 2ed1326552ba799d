package dev.pharos.engine.onednn;

import dev.pharos.engine.graph.Vertex;
import dev.pharos.engine.operation.DropoutMask;
import dev.pharos.engine.operation.Operations;
import dev.pharos.engine.operation.StepRandom;
import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Addition;
import dev.pharos.networks.AveragePool;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Concatenation;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.GlobalAveragePool;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.SparseConvolution;
import dev.pharos.networks.Subsampling;
import dev.pharos.networks.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the stages of a vertex: its layer, and the activation function that follows it. */
final class Stages {
  private final NetworkSpec network;
  private final FlatTensors flat;
  private final StepRandom random;

  Stages(NetworkSpec network, FlatTensors flat, StepRandom random) {
    this.network = network;
    this.flat = flat;
    this.random = random;
  }

  /**
   * The stages on oneDNN's primitives.
   *
   * @param fused whether the activation function may run in the same pass as the layer
   * @throws UnsupportedLayerException when it has none for the layer
   */
  List<Stage> fast(Vertex vertex, boolean fused) {
    var function = fused ? FusedFunction.of(vertex.activation()) : Optional.<FusedFunction>empty();
    var layer = vertex.node().layer();
    boolean wanted = vertex.anyWanted();
    boolean trained = vertex.trained();
    if (layer instanceof Dense dense) {
      return then(
          new DenseStage(dense, flat.of(vertex.name()), function, trained, wanted),
          function.isPresent(),
          vertex);
    } else if (layer instanceof Addition) {
      var rectifier = function.filter(SimpleFunction.class::isInstance);
      return then(new AdditionStage(rectifier), rectifier.isPresent(), vertex);
    } else if (layer instanceof BatchNormalization normalization) {
      boolean relu = vertex.activation().equals(Optional.of(ActivationFunction.RELU));
      return then(
          new BatchNormalizationStage(
              normalization, flat.of(vertex.name()), relu, vertex.frozen(), trained, wanted),
          relu,
          vertex);
    }
    var convolution = convolution(vertex, function);
    return then(
        convolution.orElseGet(() -> simple(vertex)),
        convolution.isPresent() && function.isPresent(),
        vertex);
  }

  /**
   * One stage for a convolution and the batch normalisation behind it, with the function after
   * that, to predict with.
   *
   * @throws UnsupportedLayerException when oneDNN has no fast code for it
   */
  Stage folded(Vertex convolution, Vertex normalization) {
    var layer = (Convolution) convolution.node().layer();
    var settings = (BatchNormalization) normalization.node().layer();
    return new FoldedConvolutionStage(
        withBiases(layer),
        new FoldedNormalization(
            flat.of(convolution.name()), flat.of(normalization.name()), settings.epsilon()),
        FusedFunction.of(normalization.activation()));
  }

  /** A convolution, and what can be written as one. */
  private Optional<Stage> convolution(Vertex vertex, Optional<FusedFunction> function) {
    var layer = vertex.node().layer();
    var tensors = flat.of(vertex.name());
    Convolution like;
    Kernels kernels;
    if (layer instanceof Convolution convolution) {
      like = convolution;
      kernels = new OwnKernels(tensors);
    } else if (layer instanceof SparseConvolution sparse) {
      var connections = sparse.connections();
      like =
          new Convolution(
              connections.outputs(), sparse.window(), sparse.weights(), sparse.biases());
      kernels = TiedKernels.sparse(tensors, connections, inputMaps(vertex), taps(sparse.window()));
    } else if (layer instanceof Subsampling subsampling) {
      int maps = inputMaps(vertex);
      like =
          new Convolution(
              maps, subsampling.window(), maps, subsampling.coefficients(), subsampling.biases());
      kernels = TiedKernels.shared(tensors, maps, taps(subsampling.window()));
    } else {
      return Optional.empty();
    }
    return Optional.of(
        new ConvolutionStage(
            like, tensors, kernels, function, vertex.trained(), vertex.anyWanted()));
  }

  private static Convolution withBiases(Convolution layer) {
    return new Convolution(
        layer.filters(),
        layer.window(),
        layer.groups(),
        layer.weights(),
        new Initializer.Constant(0));
  }

  private int inputMaps(Vertex vertex) {
    return network.inputShapes(vertex.node()).get(0).channels();
  }

  private static int taps(Window window) {
    return window.kernel() * window.kernel();
  }

  private Stage simple(Vertex vertex) {
    var layer = vertex.node().layer();
    boolean wanted = vertex.anyWanted();
    if (layer instanceof MaxPool pool) {
      return PoolingStage.max(pool.window(), wanted);
    } else if (layer instanceof AveragePool pool) {
      return PoolingStage.mean(pool.window(), wanted);
    } else if (layer instanceof GlobalAveragePool) {
      return PoolingStage.globalMean(wanted);
    } else if (layer instanceof LocalResponseNormalization normalization) {
      return new NormalizationStage(normalization, wanted);
    } else if (layer instanceof Concatenation) {
      return new ConcatenationStage(vertex.wanted());
    } else if (layer instanceof Activation activation) {
      return ActivationStage.of(activation.function(), wanted);
    } else if (layer instanceof Dropout dropout) {
      return new DropoutStage(
          new DropoutMask(dropout.rate(), random, vertex.number()), vertex.frozen());
    }
    throw new UnsupportedLayerException(layer.getClass().getSimpleName());
  }

  /** The stages by ordinary operations. */
  List<Stage> ordinary(Vertex vertex, long images) {
    var node = vertex.node();
    var inputs = network.inputShapes(node);
    var tensors = flat.of(vertex.name());
    var operation = Operations.of(node.layer(), inputs.get(0), vertex.number(), random);
    operation.bindParameters(tensors.parameterViews());
    if (flat.gradients() != null) {
      operation.bindGradients(tensors.gradientViews());
    }
    if (!tensors.statistics().isEmpty()) {
      operation.bindStatistics(tensors.statisticsViews());
    }
    var shape = node.layer().output(node.name(), inputs);
    var output = Layout.plain(images, shape.channels(), shape.height(), shape.width());
    return then(
        new OperationStage(operation, output, vertex.frozen(), vertex.anyWanted()), false, vertex);
  }

  /** The stage of a layer, and that of the function after it unless the layer does that too. */
  private static List<Stage> then(Stage stage, boolean whole, Vertex vertex) {
    var stages = new ArrayList<Stage>(List.of(stage));
    if (!whole) {
      vertex
          .activation()
          .ifPresent(function -> stages.add(ActivationStage.of(function, vertex.trained())));
    }
    return stages;
  }
}
