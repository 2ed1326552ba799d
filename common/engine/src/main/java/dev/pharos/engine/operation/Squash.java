package dev.pharos.engine.operation;

import dev.pharos.engine.tensor.NativeCall;
import dev.pharos.networks.ActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An activation function in place. Every one of them has a derivative that can be told from its
 * value, so that nothing but the output is kept for the backward pass.
 */
public abstract class Squash {

  /** The function of that name. */
  public static Squash of(ActivationFunction function) {
    return switch (function) {
      case RELU -> new Rectifier("relu_bp", 0);
      case LEAKY_RELU -> new Rectifier("lrelu_bp", ActivationFunction.LEAK);
      case TANH -> new ScaledTanh(1, 1, 0);
      case SCALED_TANH ->
          new ScaledTanh(
              ActivationFunction.SCALED_TANH_AMPLITUDE, ActivationFunction.SCALED_TANH_SLOPE, 0);
      // 1 / (1 + exp(-x)) = 0.5 tanh(0.5 x) + 0.5
      case SIGMOID -> new ScaledTanh(0.5, 0.5, 0.5);
    };
  }

  /** Replaces each value x by f(x). */
  public abstract void apply(INDArray values);

  /**
   * Replaces each gradient g by g * f'(x).
   *
   * @param outputs the values f(x)
   */
  public abstract void multiplyByDerivative(INDArray outputs, INDArray gradients, Scratch scratch);

  /**
   * ND4J's own relu makes 0 of what is no number, and so hides that a network broke; its leaky one
   * does not.
   */
  private static final class Rectifier extends Squash {
    private final NativeCall forward;
    private final NativeCall backward;

    Rectifier(String backwardName, double slope) {
      forward = new NativeCall("lrelu").with(slope);
      backward = new NativeCall(backwardName).with(slope);
    }

    @Override
    public void apply(INDArray values) {
      forward.run(values, values);
    }

    @Override
    public void multiplyByDerivative(INDArray outputs, INDArray gradients, Scratch scratch) {
      // The sign of the output is the sign of the input, which is all that matters here.
      backward.run(new INDArray[] {outputs, gradients}, gradients);
    }
  }

  /**
   * f(x) = amplitude * tanh(slope * x) + shift, so f'(x) = slope / amplitude * (amplitude^2 - (f(x)
   * - shift)^2).
   */
  private static final class ScaledTanh extends Squash {
    private final NativeCall tanh = new NativeCall("tanh");
    private final double amplitude;
    private final double slope;
    private final double shift;

    ScaledTanh(double amplitude, double slope, double shift) {
      this.amplitude = amplitude;
      this.slope = slope;
      this.shift = shift;
    }

    @Override
    public void apply(INDArray values) {
      if (slope != 1) {
        values.muli(slope);
      }
      tanh.run(values, values);
      if (amplitude != 1) {
        values.muli(amplitude);
      }
      if (shift != 0) {
        values.addi(shift);
      }
    }

    @Override
    public void multiplyByDerivative(INDArray outputs, INDArray gradients, Scratch scratch) {
      var factors = scratch.working(outputs.shape());
      if (shift == 0) {
        outputs.muli(outputs, factors);
      } else {
        outputs.subi(shift, factors);
        factors.muli(factors);
      }
      factors.rsubi(amplitude * amplitude);
      gradients.muli(factors);
      if (slope != amplitude) {
        gradients.muli(slope / amplitude);
      }
    }
  }
}
