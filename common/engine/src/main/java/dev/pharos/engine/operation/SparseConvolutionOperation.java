package dev.pharos.engine.operation;

import dev.pharos.engine.tensor.Rows;
import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.ConnectionTable;
import dev.pharos.networks.Window;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution some of whose kernels do not exist. It runs as a dense one whose missing kernels
 * are zero, which on few maps is faster than many small ones; only the kernels that exist are
 * parameters and get gradients.
 */
final class SparseConvolutionOperation implements Operation {
  private final ConvolutionOperation dense;
  private final ConnectionTable connections;
  private final int inputs;
  private Rows kernels;
  private Rows denseKernels;
  private Rows kernelGradients;
  private Rows denseGradients;

  SparseConvolutionOperation(ConnectionTable connections, Window window, int inputs) {
    this.dense = new ConvolutionOperation(window);
    this.connections = connections;
    this.inputs = inputs;
  }

  @Override
  public void bindParameters(List<INDArray> parameters) {
    var weights = denseLike(parameters.get(0));
    kernels = packed(parameters.get(0));
    denseKernels = connected(weights);
    dense.bindParameters(List.of(weights, parameters.get(1)));
  }

  @Override
  public void bindGradients(List<INDArray> gradients) {
    var weights = denseLike(gradients.get(0));
    kernelGradients = packed(gradients.get(0));
    denseGradients = connected(weights);
    dense.bindGradients(List.of(weights, gradients.get(1)));
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    // The optimiser may have changed the kernels since the last time.
    kernels.copyTo(denseKernels);
    return dense.forward(input, training, scratch);
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    var inputGradient = dense.backward(input, output, gradient, wanted, scratch);
    denseGradients.copyTo(kernelGradients);
    return inputGradient;
  }

  private INDArray denseLike(INDArray packed) {
    return Tensors.zeros(
        packed.dataType(), connections.outputs(), inputs, packed.size(1), packed.size(2));
  }

  private Rows packed(INDArray tensor) {
    return Rows.of(tensor, 1, IntStream.range(0, connections.pairs()));
  }

  /** The kernels of the dense tensor that exist, in the order of the packed one. */
  private Rows connected(INDArray tensor) {
    var existing =
        IntStream.range(0, connections.outputs())
            .flatMap(map -> connections.rows().get(map).stream().mapToInt(in -> map * inputs + in));
    return Rows.of(tensor, 2, existing);
  }
}
