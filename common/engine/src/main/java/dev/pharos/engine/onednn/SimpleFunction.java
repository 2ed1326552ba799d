package dev.pharos.engine.onednn;

import org.bytedeco.dnnl.dnnl_eltwise_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/**
 * A function that oneDNN has itself.
 *
 * @param algorithm oneDNN's number of the function
 * @param fromValue the number of the same function when its derivative is told from its value
 * @param slope of a rectifier where the value is negative; else 0
 */
record SimpleFunction(int algorithm, int fromValue, double slope) implements FusedFunction {

  /** ReLU, or leaky ReLU. */
  static SimpleFunction rectifier(double slope) {
    return new SimpleFunction(
        dnnl.dnnl_eltwise_relu, dnnl.dnnl_eltwise_relu_use_dst_for_bwd, slope);
  }

  static SimpleFunction tanh() {
    return new SimpleFunction(dnnl.dnnl_eltwise_tanh, dnnl.dnnl_eltwise_tanh_use_dst_for_bwd, 0);
  }

  @Override
  public void follow(Attributes attributes) {
    attributes.then(algorithm, slope, 0);
  }

  @Override
  public Primitive backward(Program program, Layout layout) {
    var forward = new dnnl_eltwise_desc_t();
    Status.require(
        dnnl.dnnl_eltwise_forward_desc_init(
            forward, dnnl.dnnl_forward_training, fromValue, layout.description(), (float) slope, 0),
        "an activation function");
    var backward = new dnnl_eltwise_desc_t();
    Status.require(
        dnnl.dnnl_eltwise_backward_desc_init(
            backward, fromValue, layout.description(), layout.description(), (float) slope, 0),
        "an activation function backward");
    var hint = program.primitives().make("an activation function", forward);
    return program.primitives().make("an activation function backward", backward, hint);
  }

  @Override
  public Tensor backward(Program program, Tensor output, Tensor gradient) {
    var from = program.as(gradient, output.layout());
    var to = from.isShared() ? program.tensor(output.layout()) : from;
    program.run(
        "activation backward",
        backward(program, output.layout()),
        new Argument(dnnl.DNNL_ARG_DST, output),
        new Argument(dnnl.DNNL_ARG_DIFF_DST, from),
        new Argument(dnnl.DNNL_ARG_DIFF_SRC, to));
    return to;
  }
}
