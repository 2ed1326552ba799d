package dev.pharos.platform.networks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.networks.NetworkCost;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.zoo.Network;
import dev.pharos.networks.zoo.Setting;
import java.util.List;
import java.util.Map;

/**
 * A network with the figures of its layers, as {@code --json} prints it; the fields are those of
 * {@code GET /v1/networks/NAME}.
 *
 * @param parameters of the network that predicts, without auxiliary heads
 * @param settings what can be chosen, and what was
 * @param optimizer whose state the memory has, too
 * @param cost its layers and what they need
 */
public record NetworkReport(
    String name,
    String title,
    String about,
    Input input,
    int classes,
    long parameters,
    List<SettingValue> settings,
    Optimizer optimizer,
    @JsonUnwrapped NetworkCost cost) {
  public NetworkReport {
    settings = List.copyOf(settings);
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
    return new NetworkReport(
        network.name(),
        entry.card().title(),
        entry.card().about(),
        Input.of(network.input()),
        network.classes(),
        network.parameterCount(),
        entry.settings().stream().map(setting -> SettingValue.of(setting, chosen)).toList(),
        optimizer,
        NetworkCost.of(network, batch, optimizer.slots()));
  }
}
