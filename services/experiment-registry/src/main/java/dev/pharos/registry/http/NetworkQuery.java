package dev.pharos.registry.http;

import dev.pharos.contracts.job.Optimizer;
import dev.pharos.networks.NetworkCost;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.Shape;
import dev.pharos.networks.zoo.Network;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.util.Locale;
import java.util.Set;

/**
 * Which network a request is about, and for which training.
 *
 * @param network of the catalogue
 * @param settings what was chosen for it
 * @param batch images per step
 * @param optimizer who trains it
 */
record NetworkQuery(Network network, NetworkSettings settings, int batch, Optimizer optimizer) {
  private static final int DEFAULT_BATCH = 32;
  private static final Set<String> NOT_SETTINGS = Set.of("classes", "batch", "input", "optimizer");

  /**
   * Reads path and parameters; each parameter that is not named in the contract is a setting.
   *
   * @throws NetworkException when there is no such network, or its input cannot be of that size
   */
  static NetworkQuery of(Call call) {
    var network = Networks.named(call.path("name"));
    var settings = NetworkSettings.defaults();
    var classes = call.integer("classes");
    if (classes.isPresent()) {
      settings = settings.withClasses(classes.get());
    }
    var input = call.query("input");
    if (input.isPresent()) {
      settings = settings.withInput(shape(input.get()));
    }
    for (var parameter : call.request().queryParams()) {
      if (!NOT_SETTINGS.contains(parameter.getKey())) {
        settings = settings.with(parameter.getKey(), parameter.getValue());
      }
    }
    return new NetworkQuery(
        network,
        settings,
        call.integer("batch").orElse(DEFAULT_BATCH),
        call.query("optimizer")
            .map(name -> Optimizer.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(Optimizer.ADAM));
  }

  /** What is asked for, with its layers. */
  NetworkView answer() {
    var spec = Networks.build(network.name(), settings);
    return NetworkView.of(network, spec, optimizer, NetworkCost.of(spec, batch, optimizer.slots()));
  }

  /** Height x width x channels, whose form the contract has checked. */
  private static Shape shape(String text) {
    var sides = text.split("x", -1);
    return new Shape(
        Integer.parseInt(sides[2]), Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
  }
}
