package dev.pharos.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What each layer of a network gives, holds and costs, before anything is trained: the three
 * sources of memory of section 7 of the CS231n notes (activations, parameters, and the batch
 * itself).
 *
 * <p>Totals that are about predicting leave auxiliary heads out; those about training count them.
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
   * @param type what it is, such as "Convolution"
   * @param output shape of its output for one image
   * @param parameters trainable parameters
   * @param statistics values kept with the model but not trained
   * @param multiplyAdds multiplications, each with its addition, for one image forward
   * @param activations values that are kept for one image; 0 where the output overwrites the input
   * @param auxiliary whether only an auxiliary head uses it, so that it exists only while training
   */
  public record Row(
      String name,
      String type,
      Shape output,
      long parameters,
      long statistics,
      long multiplyAdds,
      long activations,
      boolean auxiliary) {

    /** Bytes of the output for a batch, forward only. */
    public long forwardBytes(int batch) {
      return FLOAT_BYTES * batch * activations;
    }

    /** Bytes of the output and of its gradient for a batch. */
    public long trainingBytes(int batch) {
      return 2 * forwardBytes(batch);
    }
  }

  static LayerTable of(NetworkSpec network) {
    var shapes = network.shapes();
    var auxiliary = network.auxiliaryNodes();
    var rows = new ArrayList<Row>();
    for (var node : network.nodes()) {
      var inputs = NetworkSpec.inputs(node, network.input(), shapes);
      var output = shapes.get(node.name());
      var layer = node.layer();
      rows.add(
          new Row(
              node.name(),
              layer.getClass().getSimpleName(),
              output,
              ParameterTensor.elements(layer.parameters(inputs)),
              ParameterTensor.elements(layer.statistics(inputs)),
              layer.multiplyAdds(inputs, output),
              layer.inPlace() ? 0 : output.elements(),
              auxiliary.contains(node.name())));
    }
    return new LayerTable(rows, network.input().elements());
  }

  /** Trainable parameters of the network, without auxiliary heads. */
  public long parameters() {
    return predicting(Row::parameters);
  }

  /** Trainable parameters of the network and of its auxiliary heads. */
  public long trainingParameters() {
    return training(Row::parameters);
  }

  /** Multiply-adds for one image forward, without auxiliary heads. */
  public long multiplyAdds() {
    return predicting(Row::multiplyAdds);
  }

  /** Multiply-adds for one image forward while training, with auxiliary heads. */
  public long trainingMultiplyAdds() {
    return training(Row::multiplyAdds);
  }

  /** Values kept for one image while predicting, without the image itself. */
  public long activations() {
    return predicting(Row::activations);
  }

  /** Bytes of the parameters and statistics of the network that predicts. */
  public long parameterBytes() {
    return FLOAT_BYTES * (parameters() + predicting(Row::statistics));
  }

  /**
   * Bytes of the batch and of all outputs, when every one is kept, forward only, without auxiliary
   * heads.
   */
  public long forwardBytes(int batch) {
    return FLOAT_BYTES * batch * (inputElements + activations());
  }

  /**
   * Bytes of activations while training: the batch, every output, and the gradient of every output,
   * with auxiliary heads.
   */
  public long trainingBytes(int batch) {
    return FLOAT_BYTES * batch * (inputElements + 2 * training(Row::activations));
  }

  /**
   * Bytes of weights, their gradients and the updater's state, and of the statistics, with
   * auxiliary heads.
   *
   * @param slots values that the updater keeps for each parameter: 0 plain, 1 momentum, 2 Adam
   */
  public long weightBytes(int slots) {
    return FLOAT_BYTES * (trainingParameters() * (2 + slots) + training(Row::statistics));
  }

  private long predicting(ToLongFunction<Row> figure) {
    return sum(rows.stream().filter(row -> !row.auxiliary()), figure);
  }

  private long training(ToLongFunction<Row> figure) {
    return sum(rows.stream(), figure);
  }

  /** {@link Long#MAX_VALUE} where it is more than that, which no figure of a real network is. */
  private static long sum(Stream<Row> rows, ToLongFunction<Row> figure) {
    return rows.mapToLong(figure)
        .reduce(0, (a, b) -> a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b);
  }
}
