package dev.pharos.engine.onednn;

import dev.pharos.networks.ActivationFunction;
import java.util.Collections;
import java.util.List;
import org.bytedeco.dnnl.dnnl_binary_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** y = A tanh(S x) on its own: a product with S that the rest follows, in one pass over memory. */
final class ScaledTanhStage implements Stage {
  private static final double A = ActivationFunction.SCALED_TANH_AMPLITUDE;
  private static final double S = ActivationFunction.SCALED_TANH_SLOPE;

  private final ScaledTanh function = new ScaledTanh();
  private Tensor output;

  @Override
  public Tensor forward(Program program, List<Tensor> inputs) {
    // A product with one number is there for row-major tensors, and for full blocks of maps.
    var given = inputs.get(0);
    var input = given.layout().size(1) % 16 == 0 ? given : program.plain(given);
    output = program.tensor(input.layout());
    var slope = program.constant(S);
    if (program.training()) {
      function.backward(program, input.layout());
    }
    program.run(
        "scaled tanh",
        product(program, input.layout(), slope.layout()),
        new Argument(dnnl.DNNL_ARG_SRC_0, input),
        new Argument(dnnl.DNNL_ARG_SRC_1, slope),
        new Argument(dnnl.DNNL_ARG_DST, output));
    return output;
  }

  private static Primitive product(Program program, Layout layout, Layout factor) {
    var description = new dnnl_binary_desc_t();
    Status.require(
        dnnl.dnnl_binary_desc_init(
            description,
            dnnl.dnnl_binary_mul,
            layout.description(),
            factor.description(),
            layout.description()),
        "scaled tanh");
    try (var attributes = new Attributes()) {
      attributes.then(dnnl.dnnl_eltwise_tanh, 0, 0).then(dnnl.dnnl_eltwise_linear, A, 0);
      return program.primitives().make("scaled tanh", description, attributes, null);
    }
  }

  @Override
  public List<Tensor> backward(Program program, Tensor gradient) {
    return Collections.singletonList(function.backward(program, output, gradient));
  }
}
