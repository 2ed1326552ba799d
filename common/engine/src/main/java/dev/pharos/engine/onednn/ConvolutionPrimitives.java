package dev.pharos.engine.onednn;

import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/**
 * The primitives of a convolution: each runs by Winograd's algorithm where it can, may and is
 * faster, else directly.
 *
 * <p>Winograd's algorithm on squares of 4x4 brings 36 values through memory for each 9 weights,
 * which pays when enough squares share them. On one core with AVX-512, 64 to 512 maps of 56x56 to
 * 7x7 and batches of 1 to 64, it was faster from 49 squares on and slower up to 32 (for gradients
 * of weights: from 32 on, and up to 16). The choice follows from sizes alone, so that the same run
 * gives the same bits.
 */
final class ConvolutionPrimitives {
  private static final long FEWEST_SQUARES = 40;
  private static final long FEWEST_SQUARES_FOR_WEIGHTS = 24;
  private static final String LARGE_SQUARES = "wino_4x3";

  private final ConvolutionShape shape;
  private final Program program;
  private final Primitive forward;
  private Primitive backwardWeights;
  private Primitive backwardData;

  /**
   * @param following says what follows the forward pass
   * @param training whether gradients will be wanted
   * @param inputGradient whether that of the input will
   */
  ConvolutionPrimitives(
      Program program,
      ConvolutionShape shape,
      Consumer<Attributes> following,
      boolean training,
      boolean inputGradient) {
    this.program = program;
    this.shape = shape;
    try (var attributes = new Attributes()) {
      following.accept(attributes);
      forward = make("a convolution", this::describeForward, FEWEST_SQUARES, attributes, null);
    }
    if (training) {
      try (var attributes = new Attributes()) {
        backwardWeights =
            make(
                "a convolution's weights",
                this::describeWeights,
                FEWEST_SQUARES_FOR_WEIGHTS,
                attributes,
                forward);
        if (inputGradient) {
          backwardData =
              make(
                  "a convolution's input", this::describeData, FEWEST_SQUARES, attributes, forward);
        }
      }
    }
  }

  /** The forward pass alone. */
  static Primitive predicting(
      Program program, ConvolutionShape shape, Consumer<Attributes> following) {
    return new ConvolutionPrimitives(program, shape, following, false, false).forward();
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
      String what, Description description, long fewest, Attributes attributes, Primitive hint) {
    return winograd(description, fewest, attributes, hint)
        .orElseGet(
            () -> {
              var direct = new dnnl_convolution_desc_t();
              Status.require(description.initialize(direct, dnnl.dnnl_convolution_direct), what);
              return program.primitives().make(what, direct, attributes, hint);
            });
  }

  private Optional<Primitive> winograd(
      Description description, long fewest, Attributes attributes, Primitive hint) {
    if (!program.library().winograd() || !shape.suitsWinograd()) {
      return Optional.empty();
    }
    var winograd = new dnnl_convolution_desc_t();
    return description.initialize(winograd, dnnl.dnnl_convolution_winograd) == dnnl.dnnl_success
        ? program.primitives().find(winograd, attributes, hint).filter(found -> pays(found, fewest))
        : Optional.empty();
  }

  private boolean pays(Primitive winograd, long fewest) {
    return shape.squares() >= fewest || !winograd.implementation().contains(LARGE_SQUARES);
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
