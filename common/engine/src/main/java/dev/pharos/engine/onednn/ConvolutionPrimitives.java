package dev.pharos.engine.onednn;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/**
 * The primitives of a convolution: each runs by Winograd's algorithm where it can and may, else
 * directly.
 */
final class ConvolutionPrimitives {
  private final ConvolutionShape shape;
  private final Program program;
  private final Primitive forward;
  private Primitive backwardWeights;
  private Primitive backwardData;

  /**
   * @param training whether gradients will be wanted
   * @param inputGradient whether that of the input will
   */
  ConvolutionPrimitives(
      Program program,
      ConvolutionShape shape,
      Optional<FusedFunction> function,
      boolean training,
      boolean inputGradient) {
    this.program = program;
    this.shape = shape;
    try (var attributes = new Attributes()) {
      function.ifPresent(one -> one.follow(attributes));
      forward = make("a convolution", this::describeForward, attributes, null);
    }
    if (training) {
      try (var attributes = new Attributes()) {
        backwardWeights =
            make("a convolution's weights", this::describeWeights, attributes, forward);
        if (inputGradient) {
          backwardData = make("a convolution's input", this::describeData, attributes, forward);
        }
      }
    }
  }

  ConvolutionShape shape() {
    return shape;
  }

  Primitive forward() {
    return forward;
  }

  Primitive backwardWeights() {
    return backwardWeights;
  }

  Primitive backwardData() {
    return backwardData;
  }

  private interface Description {
    int initialize(dnnl_convolution_desc_t description, int algorithm);
  }

  private Primitive make(
      String what, Description description, Attributes attributes, Primitive hint) {
    return winograd(description, attributes, hint)
        .orElseGet(
            () -> {
              var direct = new dnnl_convolution_desc_t();
              Status.require(description.initialize(direct, dnnl.dnnl_convolution_direct), what);
              return program.primitives().make(what, direct, attributes, hint);
            });
  }

  private Optional<Primitive> winograd(
      Description description, Attributes attributes, Primitive hint) {
    if (!program.library().winograd() || !shape.suitsWinograd()) {
      return Optional.empty();
    }
    var winograd = new dnnl_convolution_desc_t();
    return description.initialize(winograd, dnnl.dnnl_convolution_winograd) == dnnl.dnnl_success
        ? program.primitives().find(winograd, attributes, hint)
        : Optional.empty();
  }

  private int describeForward(dnnl_convolution_desc_t description, int algorithm) {
    var slide = shape.window();
    return dnnl.dnnl_dilated_convolution_forward_desc_init(
        description,
        program.training() ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference,
        algorithm,
        source(),
        weights(),
        biases(),
        shape.output().description(),
        slide.strides(),
        slide.gaps(),
        slide.before(),
        slide.after());
  }

  private int describeWeights(dnnl_convolution_desc_t description, int algorithm) {
    var slide = shape.window();
    return dnnl.dnnl_dilated_convolution_backward_weights_desc_init(
        description,
        algorithm,
        source(),
        weights(),
        biases(),
        shape.output().description(),
        slide.strides(),
        slide.gaps(),
        slide.before(),
        slide.after());
  }

  private int describeData(dnnl_convolution_desc_t description, int algorithm) {
    var slide = shape.window();
    return dnnl.dnnl_dilated_convolution_backward_data_desc_init(
        description,
        algorithm,
        source(),
        weights(),
        shape.output().description(),
        slide.strides(),
        slide.gaps(),
        slide.before(),
        slide.after());
  }

  private dnnl_memory_desc_t source() {
    return shape.input().any().description();
  }

  private dnnl_memory_desc_t weights() {
    return shape.weights().any().description();
  }

  private dnnl_memory_desc_t biases() {
    return shape.hasBiases() ? shape.biases().description() : null;
  }
}
