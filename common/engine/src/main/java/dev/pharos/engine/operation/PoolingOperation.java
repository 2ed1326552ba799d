package dev.pharos.engine.operation;

import dev.pharos.engine.tensor.NativeCall;
import dev.pharos.networks.Window;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Maximum or mean of windows, by ND4J's native operations, which run on oneDNN where it is there.
 */
final class PoolingOperation implements Operation {
  private final NativeCall forward;
  private final NativeCall backward;
  private final Window window;

  private PoolingOperation(String name, Window window) {
    this.window = window;
    this.forward = new NativeCall(name, Pooling.arguments(window));
    this.backward = new NativeCall(name + "_bp", Pooling.arguments(window));
  }

  static PoolingOperation max(Window window) {
    return new PoolingOperation("maxpool2d", window);
  }

  static PoolingOperation mean(Window window) {
    return new PoolingOperation("avgpool2d", window);
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var output = scratch.output(Pooling.outputShape(window, input));
    forward.run(input, output);
    return output;
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    if (!wanted) {
      return null;
    }
    var inputGradient = scratch.inputGradient(input.shape());
    backward.run(new INDArray[] {input, gradient}, inputGradient);
    return inputGradient;
  }
}
