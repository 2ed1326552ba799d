package dev.pharos.engine.onednn;

import dev.pharos.engine.operation.RunningStatistics;
import dev.pharos.networks.BatchNormalization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_batch_normalization_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/**
 * Batch normalisation, with ReLU after it where that follows. Scale and shift lie behind each other
 * in the flat tensors, which is how oneDNN wants them.
 */
final class BatchNormalizationStage implements Stage {
  private final BatchNormalization settings;
  private final LayerTensors tensors;
  private final boolean relu;
  private final boolean frozen;
  private final boolean backward;
  private final boolean wanted;
  private final RunningStatistics running;
  private Primitive backwardPrimitive;
  private Tensor input;
  private Tensor output;
  private Tensor mean;
  private Tensor variance;
  private Optional<Tensor> workspace = Optional.empty();

  /**
   * @param relu whether ReLU follows
   * @param backward whether it, or a layer before it, has something to learn
   * @param wanted whether a layer before it has
   */
  BatchNormalizationStage(
      BatchNormalization settings,
      LayerTensors tensors,
      boolean relu,
      boolean frozen,
      boolean backward,
      boolean wanted) {
    this.settings = settings;
    this.tensors = tensors;
    this.relu = relu;
    this.frozen = frozen;
    this.backward = backward;
    this.wanted = wanted;
    var views = tensors.statisticsViews();
    this.running = new RunningStatistics(settings.momentum(), views.get(0), views.get(1));
  }

  @Override
  public Tensor forward(Program program, List<Tensor> inputs) {
    input = inputs.get(0);
    boolean trains = program.training() && !frozen;
    var description = new dnnl_batch_normalization_desc_t();
    Status.require(
        dnnl.dnnl_batch_normalization_forward_desc_init(
            description,
            trains ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference,
            input.layout().description(),
            (float) settings.epsilon(),
            flags(trains)),
        "batch normalisation");
    var primitive = program.primitives().make("batch normalisation", description);
    if (trains && backward) {
      prepareBackward(program, primitive);
    }
    var channels = Layout.plain(input.layout().size(1));
    mean = trains ? program.kept(channels) : tensors.statistics(program, 0, channels);
    variance = trains ? program.kept(channels) : tensors.statistics(program, 1, channels);
    if (trains) {
      workspace = primitive.workspace().map(program::tensor);
    }
    output = program.tensor(input.layout());
    program.run(
        "batch normalisation",
        primitive,
        arguments(
            new Argument(dnnl.DNNL_ARG_SCALE_SHIFT, tensors.parameters(program, 0, scaleShift())),
            new Argument(dnnl.DNNL_ARG_DST, output)));
    return output;
  }

  private int flags(boolean trains) {
    return dnnl.dnnl_use_scaleshift
        | (trains ? 0 : dnnl.dnnl_use_global_stats)
        | (relu ? dnnl.dnnl_fuse_norm_relu : 0);
  }

  private Layout scaleShift() {
    return Layout.plain(2, input.layout().size(1));
  }

  private void prepareBackward(Program program, Primitive forward) {
    var description = new dnnl_batch_normalization_desc_t();
    Status.require(
        dnnl.dnnl_batch_normalization_backward_desc_init(
            description,
            dnnl.dnnl_backward,
            input.layout().description(),
            input.layout().description(),
            (float) settings.epsilon(),
            flags(true)),
        "batch normalisation backward");
    backwardPrimitive =
        program.primitives().make("batch normalisation backward", description, forward);
  }

  @Override
  public List<Tensor> backward(Program program, Tensor gradient) {
    var result = program.tensor(input.layout());
    program.run(
        "batch normalisation backward",
        backwardPrimitive,
        arguments(
            new Argument(dnnl.DNNL_ARG_SCALE_SHIFT, tensors.parameters(program, 0, scaleShift())),
            new Argument(dnnl.DNNL_ARG_DIFF_DST, program.as(gradient, input.layout())),
            new Argument(dnnl.DNNL_ARG_DIFF_SRC, result),
            new Argument(
                dnnl.DNNL_ARG_DIFF_SCALE_SHIFT, tensors.gradient(program, 0, scaleShift()))));
    return Collections.singletonList(wanted ? result : null);
  }

  private Argument[] arguments(Argument... some) {
    var all = new ArrayList<>(Arrays.asList(some));
    all.add(new Argument(dnnl.DNNL_ARG_SRC, input));
    all.add(new Argument(dnnl.DNNL_ARG_MEAN, mean));
    all.add(new Argument(dnnl.DNNL_ARG_VARIANCE, variance));
    workspace.ifPresent(kept -> all.add(new Argument(dnnl.DNNL_ARG_WORKSPACE, kept)));
    return all.toArray(Argument[]::new);
  }

  @Override
  public void commit() {
    if (!frozen) {
      var layout = input.layout();
      running.move(
          mean.array().toDoubleVector(),
          variance.array().toDoubleVector(),
          layout.length() / layout.size(1));
    }
  }
}
