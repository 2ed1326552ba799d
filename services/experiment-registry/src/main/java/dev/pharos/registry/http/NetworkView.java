package dev.pharos.registry.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.pharos.contracts.job.Optimizer;
import dev.pharos.networks.NetworkCost;
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
 * @param optimizer whose state the memory has, too; null in lists
 * @param cost its layers and what they need; null in lists
 */
record NetworkView(
    String name,
    String title,
    String about,
    Input input,
    int classes,
    long parameters,
    List<SettingView> settings,
    Optimizer optimizer,
    @JsonUnwrapped NetworkCost cost) {
  private static final List<String> TOGGLE = List.of("true", "false");

  /** The shape of its images. */
  record Input(int height, int width, int channels) {}

  /** Something that its user may choose; {@code values} is null for numbers and texts. */
  record SettingView(
      String name,
      String type,
      @JsonProperty("default") String usual,
      List<String> values,
      String about) {
    static SettingView of(Setting setting) {
      return new SettingView(
          setting.name(),
          type(setting),
          setting.defaultValue(),
          setting.choices().isEmpty() ? null : setting.choices(),
          setting.about());
    }

    private static String type(Setting setting) {
      return switch (setting.kind()) {
        case CHOICE -> TOGGLE.equals(setting.choices()) ? "boolean" : "choice";
        case NUMBER -> "number";
        case TEXT -> "text";
      };
    }
  }

  static NetworkView summary(Network network) {
    return of(network, Networks.build(network.name(), NetworkSettings.defaults()), null, null);
  }

  static NetworkView of(Network network, NetworkSpec spec, Optimizer optimizer, NetworkCost cost) {
    Shape input = spec.input();
    return new NetworkView(
        network.name(),
        network.card().title(),
        network.card().about(),
        new Input(input.height(), input.width(), input.channels()),
        spec.classes(),
        spec.parameterCount(),
        network.settings().stream().map(SettingView::of).toList(),
        optimizer,
        cost);
  }
}
