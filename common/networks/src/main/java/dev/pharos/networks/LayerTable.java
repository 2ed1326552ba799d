package dev.pharos.networks;

import java.util.ArrayList;
import java.util.List;

/**
 * What each layer of a network gives, holds and costs, before anything is trained.
 *
 * @param rows one for each node, in order
 * @param inputElements values of one input image
 */
public record LayerTable(List<Row> rows, long inputElements) {
  private static final long FLOAT_BYTES = Float.BYTES;

  public LayerTable {
    rows = List.copyOf(rows);
  }

  /**
   * One layer.
   *
   * @param name the node's name
   * @param type what it is, such as "convolution"
   * @param output shape of its output for one image
   * @param parameters trainable parameters
   * @param multiplyAdds multiplications, each with its addition, for one image forward
   * @param activations values that are kept for one image; 0 where the output overwrites the input
   */
  public record Row(
      String name,
      String type,
      Shape output,
      long parameters,
      long multiplyAdds,
      long activations) {}

  static LayerTable of(NetworkSpec network) {
    var shapes = network.shapes();
    var rows = new ArrayList<Row>();
    for (var node : network.nodes()) {
      var inputs =
          node.inputs().stream()
              .map(name -> name.equals(NetworkSpec.INPUT) ? network.input() : shapes.get(name))
              .toList();
      var output = shapes.get(node.name());
      var layer = node.layer();
      rows.add(
          new Row(
              node.name(),
              layer.getClass().getSimpleName(),
              output,
              layer.parameters(inputs).stream().mapToLong(ParameterTensor::elements).sum(),
              layer.multiplyAdds(inputs, output),
              layer.inPlace() ? 0 : output.elements()));
    }
    return new LayerTable(rows, network.input().elements());
  }

  /** Trainable parameters of the whole network. */
  public long parameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  /** Multiply-adds of the whole network for one image forward. */
  public long multiplyAdds() {
    return rows.stream().mapToLong(Row::multiplyAdds).sum();
  }

  /** Bytes of the batch and of all outputs, when every one is kept, forward only. */
  public long forwardBytes(int batch) {
    return FLOAT_BYTES * batch * (inputElements + activations());
  }

  /**
   * Bytes of activations while training: the batch, every output, and the gradient of every output.
   */
  public long trainingBytes(int batch) {
    return FLOAT_BYTES * batch * (inputElements + 2 * activations());
  }

  /**
   * Bytes of weights, their gradients and the updater's state.
   *
   * @param slots values that the updater keeps for each parameter: 0 plain, 1 momentum, 2 Adam
   */
  public long weightBytes(int slots) {
    return FLOAT_BYTES * parameters() * (2 + slots);
  }

  private long activations() {
    return rows.stream().mapToLong(Row::activations).sum();
  }
}
