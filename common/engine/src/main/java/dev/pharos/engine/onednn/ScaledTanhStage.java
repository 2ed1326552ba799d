package dev.pharos.engine.onednn;

import dev.pharos.networks.ActivationFunction;
import java.util.Collections;
import java.util.List;
import org.bytedeco.dnnl.dnnl_binary_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/**
 * y = A tanh(S x), put together in one pass over memory; so is its derivative, which from the value
 * is S A - S / A y^2.
 */
final class ScaledTanhStage implements Stage {
  private static final double A = ActivationFunction.SCALED_TANH_AMPLITUDE;
  private static final double S = ActivationFunction.SCALED_TANH_SLOPE;

  private Tensor output;

  @Override
  public Tensor forward(Program program, List<Tensor> inputs) {
    var input = inputs.get(0);
    output = program.tensor(input.layout());
    var slope = program.constant(S);
    try (var attributes = new Attributes()) {
      attributes.then(dnnl.dnnl_eltwise_tanh, 0, 0).then(dnnl.dnnl_eltwise_linear, A, 0);
      program.run(
          "scaled tanh",
          product(program, input.layout(), slope.layout(), attributes),
          new Argument(dnnl.DNNL_ARG_SRC_0, input),
          new Argument(dnnl.DNNL_ARG_SRC_1, slope),
          new Argument(dnnl.DNNL_ARG_DST, output));
    }
    return output;
  }

  @Override
  public List<Tensor> backward(Program program, Tensor given) {
    var gradient = program.as(given, output.layout());
    var result = program.tensor(output.layout());
    try (var attributes = new Attributes()) {
      attributes.then(dnnl.dnnl_eltwise_linear, -S / A, S * A).thenMultiply(gradient.layout());
      program.run(
          "scaled tanh backward",
          product(program, output.layout(), output.layout(), attributes),
          new Argument(dnnl.DNNL_ARG_SRC_0, output),
          new Argument(dnnl.DNNL_ARG_SRC_1, output),
          new Argument(Attributes.placeOf(1), gradient),
          new Argument(dnnl.DNNL_ARG_DST, result));
    }
    return Collections.singletonList(result);
  }

  private static Primitive product(
      Program program, Layout layout, Layout factor, Attributes attributes) {
    var description = new dnnl_binary_desc_t();
    Status.require(
        dnnl.dnnl_binary_desc_init(
            description,
            dnnl.dnnl_binary_mul,
            layout.description(),
            factor.description(),
            layout.description()),
        "scaled tanh");
    return program.primitives().make("scaled tanh", description, attributes, null);
  }
}
