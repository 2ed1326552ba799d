package dev.pharos.engine.operation;

import dev.pharos.engine.tensor.NativeCall;
import dev.pharos.networks.Window;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trainable subsampling: y = a * w + b with a the sum of each window and one w and b for each map.
 * The sum is taken as the mean times the window's area, because the mean is what oneDNN has.
 */
final class SubsamplingOperation implements Operation {
  private final NativeCall mean;
  private final NativeCall meanBackward;
  private final Window window;
  private final double area;
  private INDArray coefficients;
  private INDArray biases;
  private INDArray coefficientGradients;
  private INDArray biasGradients;
  private INDArray means;

  SubsamplingOperation(Window window) {
    this.window = window;
    this.area = (double) window.kernel() * window.kernel();
    this.mean = new NativeCall("avgpool2d", Pooling.arguments(window));
    this.meanBackward = new NativeCall("avgpool2d_bp", Pooling.arguments(window));
  }

  @Override
  public void bindParameters(List<INDArray> parameters) {
    coefficients = parameters.get(0);
    biases = parameters.get(1);
  }

  @Override
  public void bindGradients(List<INDArray> gradients) {
    coefficientGradients = gradients.get(0);
    biasGradients = gradients.get(1);
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var shape = Pooling.outputShape(window, input);
    var output = scratch.output(shape);
    means = training ? scratch.output(shape) : output;
    mean.run(input, means);
    Nd4j.exec(new BroadcastMulOp(means, coefficients.mul(area), output, 1));
    Nd4j.exec(new BroadcastAddOp(output, biases, output, 1));
    return output;
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    biasGradients.assign(gradient.sum(0, 2, 3));
    coefficientGradients.assign(means.muli(gradient).sum(0, 2, 3).muli(area));
    means = null;
    if (!wanted) {
      return null;
    }
    Nd4j.exec(new BroadcastMulOp(gradient, coefficients.mul(area), gradient, 1));
    var inputGradient = scratch.inputGradient(input.shape());
    meanBackward.run(new INDArray[] {input, gradient}, inputGradient);
    return inputGradient;
  }
}
