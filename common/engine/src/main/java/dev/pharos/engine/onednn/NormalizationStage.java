package dev.pharos.engine.onednn;

import dev.pharos.networks.LocalResponseNormalization;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_lrn_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** Local response normalisation across maps. */
final class NormalizationStage implements Stage {
  private final LocalResponseNormalization settings;
  private final boolean wanted;
  private Primitive backward;
  private Tensor input;
  private Optional<Tensor> workspace = Optional.empty();

  NormalizationStage(LocalResponseNormalization settings, boolean wanted) {
    this.settings = settings;
    this.wanted = wanted;
  }

  /** oneDNN divides alpha by the window's size. */
  private float alpha() {
    return (float) (settings.alpha() * settings.size());
  }

  @Override
  public Tensor forward(Program program, List<Tensor> inputs) {
    input = inputs.get(0);
    boolean trains = program.training() && wanted;
    var description = new dnnl_lrn_desc_t();
    Status.require(
        dnnl.dnnl_lrn_forward_desc_init(
            description,
            trains ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference,
            dnnl.dnnl_lrn_across_channels,
            input.layout().description(),
            settings.size(),
            alpha(),
            (float) settings.beta(),
            (float) settings.k()),
        "normalisation");
    var primitive = program.primitives().make("normalisation", description);
    var output = program.tensor(input.layout());
    if (trains) {
      prepareBackward(program, primitive);
      workspace = primitive.workspace().map(program::tensor);
    }
    program.run(
        "normalisation",
        primitive,
        Argument.and(
            workspace,
            new Argument(dnnl.DNNL_ARG_SRC, input),
            new Argument(dnnl.DNNL_ARG_DST, output)));
    return output;
  }

  private void prepareBackward(Program program, Primitive forward) {
    var description = new dnnl_lrn_desc_t();
    Status.require(
        dnnl.dnnl_lrn_backward_desc_init(
            description,
            dnnl.dnnl_lrn_across_channels,
            input.layout().description(),
            input.layout().description(),
            settings.size(),
            alpha(),
            (float) settings.beta(),
            (float) settings.k()),
        "normalisation backward");
    backward = program.primitives().make("normalisation backward", description, forward);
  }

  @Override
  public List<Tensor> backward(Program program, Tensor gradient) {
    var result = program.tensor(input.layout());
    program.run(
        "normalisation backward",
        backward,
        Argument.and(
            workspace,
            new Argument(dnnl.DNNL_ARG_SRC, input),
            new Argument(dnnl.DNNL_ARG_DIFF_DST, program.as(gradient, input.layout())),
            new Argument(dnnl.DNNL_ARG_DIFF_SRC, result)));
    return Collections.singletonList(result);
  }
}
