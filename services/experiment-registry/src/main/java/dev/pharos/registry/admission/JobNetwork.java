package dev.pharos.registry.admission;

import dev.pharos.contracts.job.NetworkChoice;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;

/** Builds the network that a job names. */
final class JobNetwork {
  private JobNetwork() {}

  /**
   * The network with all that was chosen for it.
   *
   * @throws dev.pharos.networks.NetworkException when it cannot be built
   */
  static NetworkSpec build(NetworkChoice choice, int classes) {
    var settings = sized(choice, classes);
    for (var setting : choice.settings().entrySet()) {
      settings = settings.with(setting.getKey(), setting.getValue());
    }
    return Networks.build(choice.name(), settings);
  }

  /** The chosen size of images and number of classes alone. */
  static NetworkSettings sized(NetworkChoice choice, int classes) {
    var settings = NetworkSettings.defaults().withClasses(classes);
    return choice.input() == null ? settings : settings.withInput(Shape.parse(choice.input()));
  }
}
