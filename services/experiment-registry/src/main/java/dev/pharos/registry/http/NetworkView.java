package dev.pharos.registry.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pharos.networks.LayerTable;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.zoo.Network;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import dev.pharos.networks.zoo.Setting;
import java.util.List;

/**
 * A network of the catalogue, as it is shown.
 *
 * @param layers what each layer gives, holds and costs; null in lists
 * @param memory what it needs; null in lists
 */
record NetworkView(
    String name,
    String title,
    String about,
    Input input,
    int classes,
    long parameters,
    List<SettingView> settings,
    List<Layer> layers,
    Memory memory) {
  private static final long FLOAT_BYTES = Float.BYTES;

  /** What Adam keeps for each parameter; plain SGD needs less. */
  private static final int UPDATER_SLOTS = 2;

  private static final List<String> TOGGLE = List.of("true", "false");

  /** The shape of its images. */
  record Input(int height, int width, int channels) {}

  /** Something that its user may choose; {@code values} is null for numbers. */
  record SettingView(
      String name,
      String type,
      @JsonProperty("default") String usual,
      List<String> values,
      String about) {
    static SettingView of(Setting setting) {
      var type =
          setting.choices().isEmpty()
              ? "number"
              : TOGGLE.equals(setting.choices()) ? "boolean" : "choice";
      return new SettingView(
          setting.name(),
          type,
          setting.defaultValue(),
          setting.choices().isEmpty() ? null : setting.choices(),
          setting.about());
    }
  }

  /** One layer; the output is height, width, channels. */
  record Layer(
      String name,
      String kind,
      List<Integer> output,
      long parameters,
      long multiplyAdds,
      long activationBytes) {}

  /** Bytes of the parameters, and of everything while training. */
  record Memory(long parametersBytes, long trainingBytes) {}

  static NetworkView summary(Network network) {
    return of(network, Networks.build(network.name(), NetworkSettings.defaults()), null, null);
  }

  static NetworkView detail(Network network, NetworkSpec spec, int batch) {
    var table = spec.layerTable();
    return of(
        network,
        spec,
        table.rows().stream().map(row -> layer(row, batch)).toList(),
        new Memory(
            FLOAT_BYTES * table.parameters(),
            table.trainingBytes(batch) + table.weightBytes(UPDATER_SLOTS)));
  }

  private static NetworkView of(
      Network network, NetworkSpec spec, List<Layer> layers, Memory memory) {
    Shape input = spec.input();
    return new NetworkView(
        network.name(),
        network.title(),
        network.about(),
        new Input(input.height(), input.width(), input.channels()),
        spec.classes(),
        spec.parameterCount(),
        network.settings().stream().map(SettingView::of).toList(),
        layers,
        memory);
  }

  private static Layer layer(LayerTable.Row row, int batch) {
    return new Layer(
        row.name(),
        row.type(),
        List.of(row.output().height(), row.output().width(), row.output().channels()),
        row.parameters(),
        row.multiplyAdds(),
        FLOAT_BYTES * row.activations() * batch);
  }
}
