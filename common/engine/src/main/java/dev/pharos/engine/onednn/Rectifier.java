package dev.pharos.engine.onednn;

import dev.pharos.networks.ActivationFunction;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_eltwise_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/**
 * ReLU, or leaky ReLU, right after an operation, in the same pass over memory.
 *
 * @param slope where the value is negative
 */
record Rectifier(double slope) {

  /** The rectifier that a function is; empty for the other functions. */
  static Optional<Rectifier> of(Optional<ActivationFunction> function) {
    return function.flatMap(
        one ->
            switch (one) {
              case RELU -> Optional.of(new Rectifier(0));
              case LEAKY_RELU -> Optional.of(new Rectifier(ActivationFunction.LEAK));
              default -> Optional.empty();
            });
  }

  void follow(Attributes attributes) {
    attributes.then(dnnl.dnnl_eltwise_relu, slope, 0);
  }

  /**
   * Adds the backward pass.
   *
   * @param output what the forward pass gave, whose sign is all that matters
   * @return the gradient before the rectifier, which may be overwritten
   */
  Tensor backward(Program program, Tensor output, Tensor gradient) {
    var from = program.as(gradient, output.layout());
    var to = from.isShared() ? program.tensor(output.layout()) : from;
    program.run(
        "relu backward",
        primitive(program, output.layout()),
        new Argument(dnnl.DNNL_ARG_DST, output),
        new Argument(dnnl.DNNL_ARG_DIFF_DST, from),
        new Argument(dnnl.DNNL_ARG_DIFF_SRC, to));
    return to;
  }

  private Primitive primitive(Program program, Layout layout) {
    int algorithm = dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
    var forward = new dnnl_eltwise_desc_t();
    Status.require(
        dnnl.dnnl_eltwise_forward_desc_init(
            forward, dnnl.dnnl_forward_training, algorithm, layout.description(), (float) slope, 0),
        "relu");
    var backward = new dnnl_eltwise_desc_t();
    Status.require(
        dnnl.dnnl_eltwise_backward_desc_init(
            backward, algorithm, layout.description(), layout.description(), (float) slope, 0),
        "relu backward");
    var hint = program.primitives().make("relu", forward);
    return program.primitives().make("relu backward", backward, hint);
  }
}
