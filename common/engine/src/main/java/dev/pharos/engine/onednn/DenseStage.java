package dev.pharos.engine.onednn;

import dev.pharos.networks.Dense;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_inner_product_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/**
 * A dense layer. Its weights and their gradients are used where and as they lie: they are most of a
 * network's bytes, and to copy them in each step, or to read them twice for few images, would cost
 * more than another layout gains. Large batches are predicted with a copy in the layout that their
 * primitive likes.
 */
final class DenseStage implements Stage {
  /** Images from which on a primitive is bound by arithmetic and not by reading the weights. */
  private static final int LARGE = 32;

  private final Dense layer;
  private final LayerTensors tensors;
  private final Optional<FusedFunction> function;
  private final boolean backward;
  private final boolean wanted;
  private Layout inputs;
  private Layout outputs;
  private Primitive backwardWeights;
  private Primitive backwardData;
  private Layout inputShape;
  private Tensor input;
  private Tensor output;

  /**
   * @param backward whether it, or a layer before it, has something to learn
   * @param wanted whether a layer before it has
   */
  DenseStage(
      Dense layer,
      LayerTensors tensors,
      Optional<FusedFunction> function,
      boolean backward,
      boolean wanted) {
    this.layer = layer;
    this.tensors = tensors;
    this.function = function;
    this.backward = backward;
    this.wanted = wanted;
  }

  @Override
  public Tensor forward(Program program, List<Tensor> given) {
    inputShape = given.get(0).layout().plain();
    long images = inputShape.size(0);
    inputs = Layout.plain(images, inputShape.length() / images);
    outputs = Layout.plain(images, layer.units());
    var primitive = forwardPrimitive(program);
    if (program.training() && backward) {
      prepareBackward(program, primitive);
      function.ifPresent(one -> one.backward(program, outputs));
    }
    input = program.view(program.as(given.get(0), inputShape), inputs);
    output = program.tensor(Layout.plain(images, layer.units(), 1, 1));
    var arguments = new ArrayList<Argument>();
    arguments.add(new Argument(dnnl.DNNL_ARG_SRC, input));
    var weights = tensors.parameters(program, 0, weights());
    arguments.add(
        new Argument(
            dnnl.DNNL_ARG_WEIGHTS,
            copies(program) ? program.packed(weights, primitive.weights()) : weights));
    if (hasBiases()) {
      arguments.add(new Argument(dnnl.DNNL_ARG_BIAS, tensors.parameters(program, 1, biases())));
    }
    arguments.add(new Argument(dnnl.DNNL_ARG_DST, program.view(output, outputs)));
    program.run("dense", primitive, arguments.toArray(Argument[]::new));
    return output;
  }

  private Primitive forwardPrimitive(Program program) {
    var description = new dnnl_inner_product_desc_t();
    Status.require(
        dnnl.dnnl_inner_product_forward_desc_init(
            description,
            program.training() ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference,
            inputs.description(),
            (copies(program) ? weights().any() : weights()).description(),
            biasDescription(),
            outputs.description()),
        "a dense layer");
    try (var attributes = new Attributes()) {
      function.ifPresent(one -> one.follow(attributes));
      return program.primitives().make("a dense layer", description, attributes, null);
    }
  }

  private boolean copies(Program program) {
    return !program.training() && inputs.size(0) >= LARGE;
  }

  private void prepareBackward(Program program, Primitive forward) {
    var ofWeights = new dnnl_inner_product_desc_t();
    Status.require(
        dnnl.dnnl_inner_product_backward_weights_desc_init(
            ofWeights,
            inputs.description(),
            weights().description(),
            biasDescription(),
            outputs.description()),
        "a dense layer's weights");
    backwardWeights = program.primitives().make("a dense layer's weights", ofWeights, forward);
    if (wanted) {
      var ofData = new dnnl_inner_product_desc_t();
      Status.require(
          dnnl.dnnl_inner_product_backward_data_desc_init(
              ofData, inputs.description(), weights().description(), outputs.description()),
          "a dense layer's input");
      backwardData = program.primitives().make("a dense layer's input", ofData, forward);
    }
  }

  @Override
  public List<Tensor> backward(Program program, Tensor gradient) {
    var before =
        program.plain(
            function.map(one -> one.backward(program, output, gradient)).orElse(gradient));
    var flat = program.view(before, outputs);
    var arguments = new ArrayList<Argument>();
    arguments.add(new Argument(dnnl.DNNL_ARG_SRC, input));
    arguments.add(new Argument(dnnl.DNNL_ARG_DIFF_DST, flat));
    arguments.add(
        new Argument(dnnl.DNNL_ARG_DIFF_WEIGHTS, tensors.gradient(program, 0, weights())));
    if (hasBiases()) {
      arguments.add(new Argument(dnnl.DNNL_ARG_DIFF_BIAS, tensors.gradient(program, 1, biases())));
    }
    program.run("dense backward weights", backwardWeights, arguments.toArray(Argument[]::new));
    return Collections.singletonList(wanted ? inputGradient(program, flat) : null);
  }

  private Tensor inputGradient(Program program, Tensor gradient) {
    var result = program.tensor(inputShape);
    program.run(
        "dense backward data",
        backwardData,
        new Argument(dnnl.DNNL_ARG_DIFF_DST, gradient),
        new Argument(dnnl.DNNL_ARG_WEIGHTS, tensors.parameters(program, 0, weights())),
        new Argument(dnnl.DNNL_ARG_DIFF_SRC, program.view(result, inputs)));
    return result;
  }

  private Layout weights() {
    return Layout.plain(layer.units(), inputs.size(1));
  }

  private Layout biases() {
    return Layout.plain(layer.units());
  }

  private boolean hasBiases() {
    return layer.biases() != null;
  }

  private dnnl_memory_desc_t biasDescription() {
    return hasBiases() ? biases().description() : null;
  }
}
