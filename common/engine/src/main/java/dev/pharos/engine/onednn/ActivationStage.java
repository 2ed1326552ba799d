package dev.pharos.engine.onednn;

import dev.pharos.networks.ActivationFunction;
import java.util.Collections;
import java.util.List;
import org.bytedeco.dnnl.dnnl_eltwise_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/**
 * An activation function on its own. Every one has a derivative that can be told from its value, so
 * that its input need not be kept.
 */
final class ActivationStage implements Stage {
  private final int algorithm;
  private final float alpha;
  private final boolean wanted;
  private Primitive backward;
  private Tensor output;

  private ActivationStage(int algorithm, double alpha, boolean wanted) {
    this.algorithm = algorithm;
    this.alpha = (float) alpha;
    this.wanted = wanted;
  }

  /** The stage of a function. */
  static Stage of(ActivationFunction function, boolean wanted) {
    return switch (function) {
      case RELU -> new ActivationStage(dnnl.dnnl_eltwise_relu_use_dst_for_bwd, 0, wanted);
      case LEAKY_RELU ->
          new ActivationStage(
              dnnl.dnnl_eltwise_relu_use_dst_for_bwd, ActivationFunction.LEAK, wanted);
      case TANH -> new ActivationStage(dnnl.dnnl_eltwise_tanh_use_dst_for_bwd, 0, wanted);
      case SIGMOID -> new ActivationStage(dnnl.dnnl_eltwise_logistic_use_dst_for_bwd, 0, wanted);
      case SCALED_TANH -> new ScaledTanhStage();
    };
  }

  @Override
  public Tensor forward(Program program, List<Tensor> inputs) {
    var input = inputs.get(0);
    var layout = input.layout();
    var description = new dnnl_eltwise_desc_t();
    Status.require(
        dnnl.dnnl_eltwise_forward_desc_init(
            description,
            program.training() ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference,
            algorithm,
            layout.description(),
            alpha,
            0),
        "an activation function");
    var forward = program.primitives().make("an activation function", description);
    if (program.training() && wanted) {
      prepareBackward(program, layout, forward);
    }
    output = program.tensor(layout);
    program.run(
        "activation",
        forward,
        new Argument(dnnl.DNNL_ARG_SRC, input),
        new Argument(dnnl.DNNL_ARG_DST, output));
    return output;
  }

  private void prepareBackward(Program program, Layout layout, Primitive forward) {
    var description = new dnnl_eltwise_desc_t();
    Status.require(
        dnnl.dnnl_eltwise_backward_desc_init(
            description, algorithm, layout.description(), layout.description(), alpha, 0),
        "an activation function backward");
    backward = program.primitives().make("an activation function backward", description, forward);
  }

  @Override
  public List<Tensor> backward(Program program, Tensor gradient) {
    var from = program.as(gradient, output.layout());
    var to = from.isShared() ? program.tensor(output.layout()) : from;
    program.run(
        "activation backward",
        backward,
        new Argument(dnnl.DNNL_ARG_DST, output),
        new Argument(dnnl.DNNL_ARG_DIFF_DST, from),
        new Argument(dnnl.DNNL_ARG_DIFF_SRC, to));
    return Collections.singletonList(to);
  }
}
