package dev.pharos.networks.zoo;

import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.NetworkException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a network's settings: what the user chose, checked, and defaults for the rest. */
public final class Options {
  private final Map<String, String> values = new LinkedHashMap<>();

  Options(List<Setting> settings, Map<String, String> chosen) {
    settings.forEach(setting -> values.put(setting.name(), setting.defaultValue()));
    chosen.keySet().stream()
        .sorted()
        .filter(name -> !values.containsKey(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw NetworkException.unknown("setting", name, values.keySet());
            });
    settings.stream()
        .filter(setting -> chosen.containsKey(setting.name()))
        .forEach(setting -> values.put(setting.name(), setting.check(chosen.get(setting.name()))));
  }

  /** The value of a setting, as it was written. */
  public String text(Setting setting) {
    return values.get(setting.name());
  }

  /** Whether a {@link Setting#toggle} is on. */
  public boolean flag(Setting setting) {
    return Boolean.parseBoolean(text(setting));
  }

  /** The value of a {@link Setting#number}. */
  public double number(Setting setting) {
    return Double.parseDouble(text(setting));
  }

  /** The function a setting names. */
  public ActivationFunction activation(Setting setting) {
    return ActivationFunction.of(text(setting));
  }
}
