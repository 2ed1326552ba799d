package dev.pharos.networks.zoo;

import dev.pharos.networks.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a user chose for a network; everything that is absent is the network's own default.
 *
 * @param classes number of classes
 * @param height rows of the input
 * @param width columns of the input
 * @param channels 1 for grey, 3 for colour
 * @param options the network's own settings, by name
 */
public record NetworkSettings(
    Optional<Integer> classes,
    Optional<Integer> height,
    Optional<Integer> width,
    Optional<Integer> channels,
    Map<String, String> options) {

  public NetworkSettings {
    options = Map.copyOf(options);
  }

  /** Nothing chosen. */
  public static NetworkSettings defaults() {
    return new NetworkSettings(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }

  /** The same with that many classes. */
  public NetworkSettings withClasses(int count) {
    return new NetworkSettings(Optional.of(count), height, width, channels, options);
  }

  /** The same with images of that shape. */
  public NetworkSettings withInput(Shape input) {
    return new NetworkSettings(
        classes,
        Optional.of(input.height()),
        Optional.of(input.width()),
        Optional.of(input.channels()),
        options);
  }

  /** The same with one of the network's own settings chosen. */
  public NetworkSettings with(String name, Object value) {
    var more = new LinkedHashMap<>(options);
    more.put(name, String.valueOf(value));
    return new NetworkSettings(classes, height, width, channels, more);
  }

  Shape input(Shape defaultInput) {
    return new Shape(
        channels.orElse(defaultInput.channels()),
        height.orElse(defaultInput.height()),
        width.orElse(defaultInput.width()));
  }
}
