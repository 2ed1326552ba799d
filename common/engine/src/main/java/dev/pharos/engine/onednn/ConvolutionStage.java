package dev.pharos.engine.onednn;

import dev.pharos.networks.Convolution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;

/** A convolution, in any number of groups, with a function after it where one follows. */
final class ConvolutionStage implements Stage {
  private final Convolution layer;
  private final LayerTensors tensors;
  private final Kernels kernels;
  private final Optional<FusedFunction> function;
  private final boolean backward;
  private final boolean wanted;
  private ConvolutionPrimitives primitives;
  private Tensor input;
  private Tensor output;

  /**
   * @param tensors whose second is the biases, where there are some
   * @param backward whether it, or a layer before it, has something to learn
   * @param wanted whether a layer before it has
   */
  ConvolutionStage(
      Convolution layer,
      LayerTensors tensors,
      Kernels kernels,
      Optional<FusedFunction> function,
      boolean backward,
      boolean wanted) {
    this.layer = layer;
    this.tensors = tensors;
    this.kernels = kernels;
    this.function = function;
    this.backward = backward;
    this.wanted = wanted;
  }

  @Override
  public Tensor forward(Program program, List<Tensor> inputs) {
    var shape = new ConvolutionShape(layer, inputs.get(0).layout());
    primitives =
        new ConvolutionPrimitives(
            program,
            shape,
            attributes -> function.ifPresent(one -> one.follow(attributes)),
            program.training() && backward,
            wanted);
    var forward = primitives.forward();
    input = program.as(inputs.get(0), forward.source());
    output = program.tensor(forward.destination());
    if (program.training() && backward) {
      function.ifPresent(one -> one.backward(program, output.layout()));
    }
    var arguments = new ArrayList<Argument>();
    arguments.add(new Argument(dnnl.DNNL_ARG_SRC, input));
    arguments.add(
        new Argument(
            dnnl.DNNL_ARG_WEIGHTS, kernels.weights(program, shape.weights(), forward.weights())));
    if (shape.hasBiases()) {
      arguments.add(
          new Argument(dnnl.DNNL_ARG_BIAS, tensors.parameters(program, 1, shape.biases())));
    }
    arguments.add(new Argument(dnnl.DNNL_ARG_DST, output));
    program.run("convolution", forward, arguments.toArray(Argument[]::new));
    return output;
  }

  @Override
  public List<Tensor> backward(Program program, Tensor gradient) {
    var before = function.map(one -> one.backward(program, output, gradient)).orElse(gradient);
    weightGradient(program, before);
    return Collections.singletonList(wanted ? inputGradient(program, before) : null);
  }

  private void weightGradient(Program program, Tensor gradient) {
    var primitive = primitives.backwardWeights();
    var shape = primitives.shape();
    var layout = primitive.layout(dnnl.dnnl_query_diff_weights_md);
    var result = kernels.gradient(program, shape.weights(), layout);
    var arguments = new ArrayList<Argument>();
    arguments.add(new Argument(dnnl.DNNL_ARG_SRC, program.as(input, primitive.source())));
    arguments.add(
        new Argument(
            dnnl.DNNL_ARG_DIFF_DST,
            program.as(gradient, primitive.layout(dnnl.dnnl_query_diff_dst_md))));
    arguments.add(new Argument(dnnl.DNNL_ARG_DIFF_WEIGHTS, result));
    if (shape.hasBiases()) {
      arguments.add(
          new Argument(dnnl.DNNL_ARG_DIFF_BIAS, tensors.gradient(program, 1, shape.biases())));
    }
    program.run("convolution backward weights", primitive, arguments.toArray(Argument[]::new));
    kernels.take(program, result);
  }

  private Tensor inputGradient(Program program, Tensor gradient) {
    var primitive = primitives.backwardData();
    var result = program.tensor(primitive.layout(dnnl.dnnl_query_diff_src_md));
    program.run(
        "convolution backward data",
        primitive,
        new Argument(
            dnnl.DNNL_ARG_DIFF_DST,
            program.as(gradient, primitive.layout(dnnl.dnnl_query_diff_dst_md))),
        new Argument(
            dnnl.DNNL_ARG_WEIGHTS,
            kernels.weights(program, primitives.shape().weights(), primitive.weights())),
        new Argument(dnnl.DNNL_ARG_DIFF_SRC, result));
    return result;
  }
}
