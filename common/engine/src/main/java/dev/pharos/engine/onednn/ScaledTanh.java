package dev.pharos.engine.onednn;

import dev.pharos.networks.ActivationFunction;
import org.bytedeco.dnnl.dnnl_binary_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** y = A tanh(S x), put together of what oneDNN has. */
record ScaledTanh() implements FusedFunction {
  private static final double A = ActivationFunction.SCALED_TANH_AMPLITUDE;
  private static final double S = ActivationFunction.SCALED_TANH_SLOPE;

  @Override
  public void follow(Attributes attributes) {
    attributes.then(dnnl.dnnl_eltwise_linear, S, 0).then(A, dnnl.dnnl_eltwise_tanh, 0, 0);
  }

  /**
   * The derivative from the value is S A (1 - y^2 / A^2): the gradient g becomes S A (g - y g y /
   * A^2), each step of which leaves 0 what is 0.
   */
  @Override
  public Primitive backward(Program program, Layout layout) {
    var description = new dnnl_binary_desc_t();
    Status.require(
        dnnl.dnnl_binary_desc_init(
            description,
            dnnl.dnnl_binary_mul,
            layout.description(),
            layout.description(),
            layout.description()),
        "scaled tanh backward");
    try (var attributes = new Attributes()) {
      attributes
          .thenMultiply(layout)
          .then(dnnl.dnnl_eltwise_linear, -1 / (A * A), 0)
          .thenAdd(layout)
          // x times S A
          .then(S * A, dnnl.dnnl_eltwise_relu, 1, 0);
      return program.primitives().make("scaled tanh backward", description, attributes, null);
    }
  }

  @Override
  public Tensor backward(Program program, Tensor output, Tensor given) {
    var gradient = program.as(given, output.layout());
    var result = program.tensor(output.layout());
    program.run(
        "scaled tanh backward",
        backward(program, output.layout()),
        new Argument(dnnl.DNNL_ARG_SRC_0, output),
        new Argument(dnnl.DNNL_ARG_SRC_1, gradient),
        new Argument(Attributes.placeOf(0), output),
        new Argument(Attributes.placeOf(2), gradient),
        new Argument(dnnl.DNNL_ARG_DST, result));
    return result;
  }
}
