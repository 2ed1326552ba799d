package dev.pharos.engine.operation;

import dev.pharos.engine.tensor.NativeCall;
import dev.pharos.networks.Window;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution in one group, by ND4J's native operation, which runs on oneDNN where it is there.
 */
final class ConvolutionOperation implements Operation {
  private final NativeCall forward;
  private final NativeCall backward;
  private final WeightGradient weightGradient;
  private final Window window;
  private INDArray[] parameters;
  private INDArray[] gradients;

  ConvolutionOperation(Window window) {
    this.window = window;
    this.forward = new NativeCall("conv2d", arguments(window)).forDilation(window.dilation());
    this.backward = new NativeCall("conv2d_bp", arguments(window)).forDilation(window.dilation());
    this.weightGradient = new WeightGradient(window);
  }

  private static long[] arguments(Window window) {
    int kernel = window.kernel();
    int stride = window.stride();
    int padding = window.padding();
    int dilation = window.dilation();
    // The last three: padding as given, NCHW, weights as [output map, input map, row, column].
    return new long[] {
      kernel, kernel, stride, stride, padding, padding, dilation, dilation, 0, 0, 1
    };
  }

  @Override
  public void bindParameters(List<INDArray> views) {
    parameters = views.toArray(INDArray[]::new);
  }

  @Override
  public void bindGradients(List<INDArray> views) {
    gradients = views.toArray(INDArray[]::new);
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var output =
        scratch.output(
            input.size(0),
            parameters[0].size(0),
            Pooling.positions(window, input.size(2)),
            Pooling.positions(window, input.size(3)));
    forward.run(with(input), output);
    return output;
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    if (!wanted && WeightGradient.serves(window)) {
      weightGradient.run(input, gradient, gradients, scratch);
      return null;
    }
    // The native operation computes all gradients or none.
    var inputGradient =
        wanted ? scratch.inputGradient(input.shape()) : scratch.working(input.shape());
    var inputs = with(input, gradient);
    if (gradients.length == 2) {
      backward.run(inputs, inputGradient, gradients[0], gradients[1]);
    } else {
      backward.run(inputs, inputGradient, gradients[0]);
    }
    return wanted ? inputGradient : null;
  }

  /**
   * The input, the weights, the biases if there are any, and what else the native operation takes.
   */
  private INDArray[] with(INDArray input, INDArray... more) {
    var all = new INDArray[1 + parameters.length + more.length];
    all[0] = input;
    System.arraycopy(parameters, 0, all, 1, parameters.length);
    System.arraycopy(more, 0, all, 1 + parameters.length, more.length);
    return all;
  }
}
