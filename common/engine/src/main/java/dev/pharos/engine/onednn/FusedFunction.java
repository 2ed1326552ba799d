package dev.pharos.engine.onednn;

import dev.pharos.networks.ActivationFunction;
import java.util.Optional;

/**
 * An activation function right after an operation, in the same pass over memory. It is 0 at 0, so
 * that what pads blocks of maps stays 0, and its derivative can be told from its value.
 */
interface FusedFunction {

  /** The function as one that can be fused; empty where it cannot. */
  static Optional<FusedFunction> of(Optional<ActivationFunction> function) {
    return function.flatMap(
        one ->
            switch (one) {
              case RELU -> Optional.of(SimpleFunction.rectifier(0));
              case LEAKY_RELU -> Optional.of(SimpleFunction.rectifier(ActivationFunction.LEAK));
              case TANH -> Optional.of(SimpleFunction.tanh());
              case SCALED_TANH -> Optional.of(new ScaledTanh());
              case SIGMOID -> Optional.empty();
            });
  }

  /** Lets it follow an operation. */
  void follow(Attributes attributes);

  /**
   * The backward pass on tensors of a layout.
   *
   * @throws UnsupportedLayerException when there is no fast code for it
   */
  Primitive backward(Program program, Layout layout);

  /**
   * Adds the backward pass.
   *
   * @param output what the forward pass gave
   * @return the gradient before the function, which may be overwritten
   */
  Tensor backward(Program program, Tensor output, Tensor gradient);
}
