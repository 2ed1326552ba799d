package dev.pharos.engine.operation;

import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.LocalResponseNormalization;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Local response normalisation across maps, image by image on the Java heap: ND4J has no backward
 * pass for it, its forward pass is for channels-last tensors, and put together from element-wise
 * operations it would take as long as the convolutions around it. Images are independent, so that
 * any number of threads gives the same result.
 */
final class NormalizationOperation implements Operation {
  private final NormalizationKernel kernel;
  private final ThreadLocal<float[][]> arrays = ThreadLocal.withInitial(() -> new float[4][0]);

  NormalizationOperation(LocalResponseNormalization settings) {
    this.kernel = new NormalizationKernel(settings);
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var output = scratch.output(input.shape());
    int length = imageLength(input);
    var from = Tensors.floats(input);
    var to = Tensors.floats(output);
    images(input)
        .forEach(
            image -> {
              var working = arrays(length);
              from.duplicate().position(image * length).get(working[0], 0, length);
              kernel.forward(working[0], working[1], working[2], maps(input), length);
              to.duplicate().position(image * length).put(working[1], 0, length);
            });
    return output;
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    if (!wanted) {
      return null;
    }
    var inputGradient = scratch.inputGradient(input.shape());
    int length = imageLength(input);
    FloatBuffer inputs = Tensors.floats(input);
    FloatBuffer gradients = Tensors.floats(gradient);
    FloatBuffer results = Tensors.floats(inputGradient);
    images(input)
        .forEach(
            image -> {
              var working = arrays(length);
              inputs.duplicate().position(image * length).get(working[0], 0, length);
              gradients.duplicate().position(image * length).get(working[1], 0, length);
              kernel.backward(working[0], working[1], working[2], working[3], maps(input), length);
              results.duplicate().position(image * length).put(working[1], 0, length);
            });
    return inputGradient;
  }

  private static IntStream images(INDArray input) {
    return IntStream.range(0, (int) input.size(0)).parallel();
  }

  private static int maps(INDArray input) {
    return (int) input.size(1);
  }

  private static int imageLength(INDArray input) {
    return (int) (input.length() / input.size(0));
  }

  private float[][] arrays(int length) {
    var working = arrays.get();
    if (working[0].length < length) {
      for (int i = 0; i < working.length; i++) {
        working[i] = new float[length];
      }
    }
    return working;
  }
}
