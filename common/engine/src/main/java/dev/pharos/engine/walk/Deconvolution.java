package dev.pharos.engine.walk;

import dev.pharos.engine.operation.Join;
import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The way of one activation back to the pixels that caused it, by a deconvolutional network (Zeiler
 * and Fergus 2014, section 2.1): all other activations of the layer are set to 0, and then layer by
 * layer
 *
 * <ul>
 *   <li><b>unpooling</b> puts a value where the maximum was, which the switches of the forward pass
 *       tell; overlapping windows add up; a mean is spread evenly,
 *   <li><b>rectification</b> lets through what is positive, for the rectifiers that the forward
 *       pass went through; functions of both signs let everything through,
 *   <li><b>filtering</b> applies the transposed filters, without biases; batch normalisation is a
 *       factor for each channel.
 * </ul>
 *
 * <p>Local response normalisation and dropout are passed over, as in the paper.
 */
public final class Deconvolution {
  private final WalkedNetwork walked;

  /** Of the last walk of a network, which must have been of one image. */
  public Deconvolution(WalkedNetwork walked) {
    this.walked = walked;
  }

  /**
   * Projects one activation.
   *
   * @param layer the layer
   * @param map the channel of its output
   * @param row the row in that map
   * @param column the column in that map
   * @return what it gives in the place of the pixels, map by map, row by row: of either sign, on
   *     the scale of the network's input
   * @throws NetworkException when there is no such layer or place
   */
  public float[] project(String layer, int map, int row, int column) {
    var output = walked.tensor(layer);
    if (output.size(0) != 1) {
      throw new IllegalStateException(output.size(0) + " images were walked; one is projected");
    }
    requirePlace("map", map, output.size(1));
    requirePlace("row", row, output.size(2));
    requirePlace("column", column, output.size(3));
    walked.requireGradients();
    try (var arena = new Arena()) {
      var signal = arena.output(output.shape());
      signal.putScalar(0, map, row, column, output.getFloat(0, map, row, column));
      return toPixels(layer, signal, arena);
    }
  }

  private static void requirePlace(String field, int place, long size) {
    if (place < 0 || place >= size) {
      throw new NetworkException(field, place, "valid: 0 to " + (size - 1));
    }
  }

  private float[] toPixels(String layer, INDArray signal, Arena arena) {
    var signals = new HashMap<String, INDArray>();
    signals.put(layer, signal);
    var nodes = walked.network().nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      var arrived = signals.remove(nodes.get(i).name());
      if (arrived != null) {
        back(nodes.get(i), arrived, signals, arena);
        arena.operationDone();
      }
    }
    var pixels = new float[Math.toIntExact(walked.network().input().elements())];
    Tensors.floats(signals.get(NetworkSpec.INPUT)).get(pixels);
    return pixels;
  }

  private void back(Node node, INDArray signal, Map<String, INDArray> signals, Arena arena) {
    var inputs = walked.inputs(node);
    for (int i = 0; i < inputs.length; i++) {
      var before =
          Join.is(node.layer())
              ? walked.join(node.name()).backward(inputs, i, signal, arena)
              : back(node, inputs[0], signal, arena);
      // A tensor of its own: what is passed over comes out as it went in.
      signals.merge(
          node.inputs().get(i),
          before,
          (a, b) -> {
            var sum = arena.output(a.shape());
            return a.addi(b, sum);
          });
    }
  }

  private INDArray back(Node node, INDArray input, INDArray signal, Arena arena) {
    var layer = node.layer();
    if (layer instanceof Activation activation) {
      return rectifies(activation.function()) ? rectified(signal, arena) : signal;
    } else if (layer instanceof Dropout || layer instanceof LocalResponseNormalization) {
      return signal;
    } else if (layer instanceof BatchNormalization) {
      return signal.muli(scales(node, arena), arena.output(signal.shape()));
    }
    var output = walked.tensor(node.name());
    // A copy, because an operation may overwrite what it gets.
    var copy = arena.output(signal.shape()).assign(signal);
    return walked.operation(node.name()).backward(input, output, copy, true, arena);
  }

  private static boolean rectifies(ActivationFunction function) {
    return function == ActivationFunction.RELU || function == ActivationFunction.LEAKY_RELU;
  }

  private static INDArray rectified(INDArray signal, Arena arena) {
    var result = arena.output(signal.shape());
    var from = Tensors.floats(signal);
    var to = Tensors.floats(result);
    while (from.hasRemaining()) {
      to.put(Math.max(0, from.get()));
    }
    return result;
  }

  /** The factor of each channel: what the layer makes of 1, less what it makes of 0. */
  private INDArray scales(Node node, Arena arena) {
    var shape = walked.tensor(node.name()).shape();
    var operation = walked.operation(node.name());
    var ofZero = operation.forward(arena.output(shape), false, arena);
    var ofOne = operation.forward(arena.output(shape).assign(1), false, arena);
    return ofOne.subi(ofZero);
  }
}
