package dev.pharos.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A trained network as one that slides over a larger image in a single pass (Sermanet et al. 2013,
 * section 3; CS231n, "Converting FC layers to CONV layers").
 *
 * <p>A fully connected layer over maps of F rows and columns is a convolution with a window of F;
 * one over a vector is a convolution with a window of 1. Global average pooling over F rows and
 * columns becomes average pooling with a window of F and stride 1. The layers keep their names, and
 * their tensors have the values of the original one after another in the same order, so a file's
 * parameters are the form's parameters.
 *
 * <p>Where the original's window had to fit exactly, the form leaves out what does not fill one.
 */
public final class ConvolutionalForm {
  /** The layer that averages the map of scores into one score for each class. */
  public static final String MEAN = "score-map-mean";

  private ConvolutionalForm() {}

  /**
   * The form for images of a size. Its last layer, {@link #MEAN}, gives the mean of the map's
   * scores, as VGG's dense evaluation takes it (Simonyan and Zisserman 2014, section 3.2); {@link
   * #scores} names the layer that gives the map itself.
   *
   * @param height rows of the image, at least those of the network's input
   * @param width columns of the image, at least those of the network's input
   * @throws NetworkException when the image is smaller than the input, or a fully connected layer
   *     or a global average sees maps that are not square
   */
  public static NetworkSpec of(NetworkSpec trained, int height, int width) {
    var network = trained.inference();
    var input = network.input();
    NetworkException.requireRange("height", height, input.height(), 1 << 16);
    NetworkException.requireRange("width", width, input.width(), 1 << 16);
    var nodes = new ArrayList<Node>();
    for (var node : network.nodes()) {
      nodes.add(
          new Node(
              node.name(),
              node.inputs(),
              layer(node.name(), node.layer(), network.inputShapes(node))));
    }
    nodes.add(new Node(MEAN, List.of(network.outputNode().name()), new GlobalAveragePool()));
    return new NetworkSpec(
        network.name(), new Shape(input.channels(), height, width), network.classes(), nodes);
  }

  /** The layer of a form whose output is the map of scores, one channel for each class. */
  public static String scores(NetworkSpec form) {
    return form.outputNode().inputs().get(0);
  }

  private static LayerSpec layer(String name, LayerSpec layer, List<Shape> inputs) {
    if (layer instanceof Dense dense) {
      return new Convolution(
          dense.units(), whole(name, inputs.get(0)), dense.weights(), dense.biases());
    } else if (layer instanceof GlobalAveragePool) {
      return new AveragePool(whole(name, inputs.get(0)));
    } else if (layer instanceof Convolution convolution) {
      return new Convolution(
          convolution.filters(),
          floored(convolution.window()),
          convolution.groups(),
          convolution.weights(),
          convolution.biases());
    } else if (layer instanceof SparseConvolution sparse) {
      return new SparseConvolution(
          sparse.connections(), floored(sparse.window()), sparse.weights(), sparse.biases());
    } else if (layer instanceof Subsampling subsampling) {
      return new Subsampling(
          floored(subsampling.window()), subsampling.coefficients(), subsampling.biases());
    } else if (layer instanceof MaxPool pool) {
      return new MaxPool(floored(pool.window()));
    } else if (layer instanceof AveragePool pool) {
      return new AveragePool(floored(pool.window()));
    }
    return layer;
  }

  private static Window floored(Window window) {
    UnaryOperator<Window> relaxed =
        window.rounding() == Rounding.EXACT ? Window::floored : UnaryOperator.identity();
    return relaxed.apply(window);
  }

  /** A window over all of a square map. */
  private static Window whole(String layer, Shape maps) {
    if (maps.height() != maps.width()) {
      throw new NetworkException(
          layer + ".input",
          maps,
          "a window is square, so the convolutional form needs square maps here: use a square"
              + " input");
    }
    return Window.of(maps.height(), 1, 0);
  }
}
