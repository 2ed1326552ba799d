package dev.pharos.engine.onednn;

import dev.pharos.networks.Convolution;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;

/**
 * A convolution that does in its pass, predicting, the batch normalisation behind it and the
 * function after that.
 */
final class FoldedConvolutionStage implements Stage {
  private final Convolution layer;
  private final FoldedNormalization folded;
  private final Optional<FusedFunction> function;

  /**
   * @param layer with biases, which the normalisation brings
   */
  FoldedConvolutionStage(
      Convolution layer, FoldedNormalization folded, Optional<FusedFunction> function) {
    this.layer = layer;
    this.folded = folded;
    this.function = function;
  }

  @Override
  public Tensor forward(Program program, List<Tensor> inputs) {
    var given = inputs.get(0);
    var shape = new ConvolutionShape(layer, given.layout());
    var primitive =
        ConvolutionPrimitives.predicting(
            program, shape, attributes -> function.ifPresent(one -> one.follow(attributes)));
    var output = program.tensor(primitive.destination());
    program.run(
        "convolution",
        primitive,
        new Argument(dnnl.DNNL_ARG_SRC, program.as(given, primitive.source())),
        new Argument(
            dnnl.DNNL_ARG_WEIGHTS,
            program.packed(folded.weights(shape.weights()), primitive.weights())),
        new Argument(
            dnnl.DNNL_ARG_BIAS, program.packed(folded.biases(shape.biases()), shape.biases())),
        new Argument(dnnl.DNNL_ARG_DST, output));
    return output;
  }

  @Override
  public List<Tensor> backward(Program program, Tensor gradient) {
    throw new IllegalStateException("normalisation is folded when predicting alone");
  }
}
