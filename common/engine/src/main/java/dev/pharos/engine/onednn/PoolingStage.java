package dev.pharos.engine.onednn;

import dev.pharos.networks.Rounding;
import dev.pharos.networks.Window;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_pooling_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** Maximum or mean of windows, or of whole maps. */
final class PoolingStage implements Stage {
  private final Optional<Window> window;
  private final int algorithm;
  private final boolean wanted;
  private Primitive backward;
  private Tensor input;
  private Tensor output;
  private Optional<Tensor> workspace = Optional.empty();

  private PoolingStage(Optional<Window> window, int algorithm, boolean wanted) {
    this.window = window;
    this.algorithm = algorithm;
    this.wanted = wanted;
  }

  static PoolingStage max(Window window, boolean wanted) {
    return new PoolingStage(Optional.of(window), dnnl.dnnl_pooling_max, wanted);
  }

  static PoolingStage mean(Window window, boolean wanted) {
    return new PoolingStage(Optional.of(window), dnnl.dnnl_pooling_avg_exclude_padding, wanted);
  }

  static PoolingStage globalMean(boolean wanted) {
    return new PoolingStage(Optional.empty(), dnnl.dnnl_pooling_avg_exclude_padding, wanted);
  }

  @Override
  public Tensor forward(Program program, List<Tensor> inputs) {
    input = inputs.get(0);
    var slide = slide();
    if (slide.window().dilation() != 1) {
      throw new UnsupportedLayerException("windows of pooling with gaps");
    }
    boolean trains = program.training() && wanted;
    var description = new dnnl_pooling_desc_t();
    Status.require(
        dnnl.dnnl_pooling_forward_desc_init(
            description,
            trains ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference,
            algorithm,
            input.layout().description(),
            output(slide).description(),
            slide.strides(),
            kernel(),
            slide.before(),
            slide.after()),
        "pooling");
    var primitive = program.primitives().make("pooling", description);
    output = program.tensor(primitive.destination());
    if (trains) {
      prepareBackward(program, slide, primitive);
      workspace = primitive.workspace().map(program::tensor);
    }
    program.run(
        "pooling",
        primitive,
        Argument.and(
            workspace,
            new Argument(dnnl.DNNL_ARG_SRC, input),
            new Argument(dnnl.DNNL_ARG_DST, output)));
    return output;
  }

  private void prepareBackward(Program program, Slide slide, Primitive forward) {
    var description = new dnnl_pooling_desc_t();
    Status.require(
        dnnl.dnnl_pooling_backward_desc_init(
            description,
            algorithm,
            input.layout().description(),
            forward.destination().description(),
            slide.strides(),
            kernel(),
            slide.before(),
            slide.after()),
        "pooling backward");
    backward = program.primitives().make("pooling backward", description, forward);
  }

  @Override
  public List<Tensor> backward(Program program, Tensor gradient) {
    var result = program.tensor(input.layout());
    program.run(
        "pooling backward",
        backward,
        Argument.and(
            workspace,
            new Argument(dnnl.DNNL_ARG_DIFF_DST, program.as(gradient, output.layout())),
            new Argument(dnnl.DNNL_ARG_DIFF_SRC, result)));
    return Collections.singletonList(result);
  }

  /** A whole map is not a window, which is square; strides and padding are the same. */
  private Slide slide() {
    return new Slide(
        window.orElseGet(() -> new Window(1, 1, 0, 1, Rounding.FLOOR)), input.layout());
  }

  private long[] kernel() {
    return window.isPresent()
        ? slide().kernel()
        : new long[] {input.layout().size(2), input.layout().size(3)};
  }

  private Layout output(Slide slide) {
    var layout = input.layout();
    return window.isPresent()
        ? Layout.any(layout.size(0), layout.size(1), slide.positions(2), slide.positions(3))
        : Layout.any(layout.size(0), layout.size(1), 1, 1);
  }
}
