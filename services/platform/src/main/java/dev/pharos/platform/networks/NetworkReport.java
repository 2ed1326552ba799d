package dev.pharos.platform.networks;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.networks.LayerTable;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.Shape;
import dev.pharos.networks.zoo.Network;
import dev.pharos.networks.zoo.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network with the figures of its layers, as {@code --json} prints it; the fields are those of
 * {@code GET /v1/networks/NAME}.
 *
 * @param parameters of the network that predicts, without auxiliary heads
 * @param settings what can be chosen, and what was
 * @param batch images per step, for the memory
 * @param optimizer whose state the memory has, too
 * @param totals of the network that predicts
 * @param trainingTotals of the network while it is trained, with auxiliary heads
 * @param memory while it is trained
 */
public record NetworkReport(
    String name,
    String title,
    String about,
    Input input,
    int classes,
    long parameters,
    List<SettingValue> settings,
    int batch,
    Optimizer optimizer,
    List<Layer> layers,
    Totals totals,
    Totals trainingTotals,
    Memory memory) {
  private static final long FLOAT_BYTES = Float.BYTES;

  public NetworkReport {
    settings = List.copyOf(settings);
    layers = List.copyOf(layers);
  }

  /**
   * Something that can be chosen.
   *
   * @param usual its value when nobody chooses
   * @param valid what can be chosen, in words
   */
  public record SettingValue(
      String name,
      String value,
      @JsonProperty("default") String usual,
      String valid,
      String about) {
    private static SettingValue of(Setting setting, Map<String, String> chosen) {
      return new SettingValue(
          setting.name(),
          chosen.getOrDefault(setting.name(), setting.defaultValue()),
          setting.defaultValue(),
          setting.valid(),
          setting.about());
    }
  }

  /** The shape of its images. */
  public record Input(int height, int width, int channels) {
    static Input of(Shape shape) {
      return new Input(shape.height(), shape.width(), shape.channels());
    }
  }

  /**
   * One layer.
   *
   * @param kind what it is, such as "Convolution"
   * @param inputs the layers whose outputs go in, or "input" for the image
   * @param output height, width and channels for one image
   * @param parameters trainable parameters
   * @param statistics values kept with the model that are not trained
   * @param multiplyAdds for one image, forward
   * @param activationBytes of its output for a batch, forward; 0 where it overwrites its input
   * @param trainingActivationBytes of its output and the output's gradient for a batch
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

    private static Layer of(LayerTable.Row row, Node node, int batch) {
      var shape = row.output();
      return new Layer(
          row.name(),
          row.type(),
          node.inputs(),
          List.of(shape.height(), shape.width(), shape.channels()),
          row.parameters(),
          row.statistics(),
          row.multiplyAdds(),
          row.forwardBytes(batch),
          row.trainingBytes(batch),
          row.auxiliary());
    }

    /** The output as people write it. */
    String shape() {
      return new Shape(output.get(2), output.get(0), output.get(1)).toString();
    }
  }

  /** Sums over all layers; the batch of images counts among the activations. */
  public record Totals(long parameters, long multiplyAdds, long activationBytes) {}

  /**
   * Bytes while training, by their source.
   *
   * @param parametersBytes the weights, and the statistics that are kept beside them
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
      long trainingBytes) {

    private static Memory of(LayerTable table, int batch, Optimizer optimizer) {
      long gradients = FLOAT_BYTES * table.trainingParameters();
      long updater = gradients * (optimizer == Optimizer.SGD ? 1 : 2);
      long parameters = table.weightBytes(0) - gradients;
      long activations = table.trainingBytes(batch);
      return new Memory(
          parameters,
          gradients,
          updater,
          activations,
          parameters + gradients + updater + activations);
    }
  }

  /**
   * The report of a network.
   *
   * @param entry the catalogue's entry it was built from
   * @param chosen settings that are not the defaults
   */
  public static NetworkReport of(
      Network entry,
      NetworkSpec network,
      Map<String, String> chosen,
      int batch,
      Optimizer optimizer) {
    var table = network.layerTable();
    var layers = new ArrayList<Layer>();
    for (int i = 0; i < table.rows().size(); i++) {
      layers.add(Layer.of(table.rows().get(i), network.nodes().get(i), batch));
    }
    return new NetworkReport(
        network.name(),
        entry.title(),
        entry.about(),
        Input.of(network.input()),
        network.classes(),
        table.parameters(),
        entry.settings().stream().map(setting -> SettingValue.of(setting, chosen)).toList(),
        batch,
        optimizer,
        layers,
        new Totals(table.parameters(), table.multiplyAdds(), table.forwardBytes(batch)),
        new Totals(
            table.trainingParameters(), table.trainingMultiplyAdds(), table.trainingBytes(batch)),
        Memory.of(table, batch, optimizer));
  }
}
