package dev.pharos.networks;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a network consists of and what it needs, before anything is trained, as the HTTP interface
 * and the command line tell it.
 *
 * @param batch images per step, for the memory
 * @param layers in their order
 * @param totals of the network that predicts, without auxiliary heads
 * @param trainingTotals of the network while it is trained, with auxiliary heads
 * @param memory while it is trained
 */
public record NetworkCost(
    int batch, List<Layer> layers, Totals totals, Totals trainingTotals, Memory memory) {
  private static final long FLOAT_BYTES = Float.BYTES;

  public NetworkCost {
    layers = List.copyOf(layers);
  }

  /**
   * One layer.
   *
   * @param kind what it is, such as "Convolution"
   * @param inputs the layers whose outputs go in, or {@link NetworkSpec#INPUT} for the image
   * @param output height, width and channels for one image
   * @param parameters trainable parameters
   * @param statistics values kept with the model that are not trained
   * @param multiplyAdds for one image, forward
   * @param activationBytes of its output for a batch, forward; 0 where it overwrites its input
   * @param trainingActivationBytes of its output and of the output's gradient for a batch
   * @param auxiliary whether it exists only while training
   */
  public record Layer(
      String name,
      String kind,
      List<String> inputs,
      List<Integer> output,
      long parameters,
      long statistics,
      long multiplyAdds,
      long activationBytes,
      long trainingActivationBytes,
      boolean auxiliary) {

    public Layer {
      inputs = List.copyOf(inputs);
      output = List.copyOf(output);
    }
  }

  /** Sums over all layers; the batch of images counts among the activations. */
  public record Totals(long parameters, long multiplyAdds, long activationBytes) {}

  /**
   * Bytes while training.
   *
   * @param parametersBytes the weights, and statistics that are kept beside them
   * @param gradientsBytes the gradients of the weights
   * @param updaterBytes what the optimizer remembers of them
   * @param activationsBytes the batch, every output, and the gradient of every output
   * @param trainingBytes all of it
   */
  public record Memory(
      long parametersBytes,
      long gradientsBytes,
      long updaterBytes,
      long activationsBytes,
      long trainingBytes) {}

  /**
   * The cost of a network.
   *
   * @param batch images per step
   * @param slots values that the updater keeps for each parameter: 1 momentum, 2 Adam
   */
  public static NetworkCost of(NetworkSpec spec, int batch, int slots) {
    var table = spec.layerTable();
    var nodes = spec.nodes().stream().collect(Collectors.toMap(Node::name, Function.identity()));
    return new NetworkCost(
        batch,
        table.rows().stream().map(row -> layer(row, nodes, batch)).toList(),
        new Totals(table.parameters(), table.multiplyAdds(), table.forwardBytes(batch)),
        new Totals(
            table.trainingParameters(), table.trainingMultiplyAdds(), table.trainingBytes(batch)),
        memory(table, batch, slots));
  }

  private static Layer layer(LayerTable.Row row, Map<String, Node> nodes, int batch) {
    return new Layer(
        row.name(),
        row.type(),
        nodes.get(row.name()).inputs(),
        List.of(row.output().height(), row.output().width(), row.output().channels()),
        row.parameters(),
        row.statistics(),
        row.multiplyAdds(),
        row.forwardBytes(batch),
        row.trainingBytes(batch),
        row.auxiliary());
  }

  private static Memory memory(LayerTable table, int batch, int slots) {
    var gradients = FLOAT_BYTES * table.trainingParameters();
    var plain = table.weightBytes(0);
    var weights = table.weightBytes(slots);
    var activations = table.trainingBytes(batch);
    return new Memory(
        plain - gradients, gradients, weights - plain, activations, weights + activations);
  }
}
