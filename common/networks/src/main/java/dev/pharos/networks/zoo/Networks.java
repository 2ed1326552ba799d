package dev.pharos.networks.zoo;

import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The catalogue of networks. */
public final class Networks {
  private static final Map<String, Network> CATALOGUE =
      catalogue(
          new LeNet5(),
          AlexNet.ofThePaper(),
          AlexNet.inOneTower(),
          new AlexNetMnist(),
          new AlexNetKeras(),
          new ZfNet(),
          new NetworkInNetwork(),
          Vgg.of11(),
          Vgg.of16(),
          Vgg.of19(),
          new GoogLeNet(),
          ResNet.of18(),
          ResNet.of34(),
          ResNet.of50(),
          new WrittenNetwork());

  private Networks() {}

  /** Every network, in the order in which they should be shown. */
  public static Collection<Network> all() {
    return CATALOGUE.values();
  }

  /**
   * The network of that name.
   *
   * @throws NetworkException with the names that exist
   */
  public static Network named(String name) {
    var network = name == null ? null : CATALOGUE.get(name);
    if (network == null) {
      throw NetworkException.unknown("network", String.valueOf(name), CATALOGUE.keySet());
    }
    return network;
  }

  /**
   * Builds a network.
   *
   * @throws NetworkException when the name or a setting is not known, a value is not valid, or the
   *     layers do not fit the input
   */
  public static NetworkSpec build(String name, NetworkSettings settings) {
    var network = named(name);
    var options = new Options(network.settings(), settings.options());
    int classes = settings.classes().orElseGet(() -> network.classesFor(options));
    return network.build(settings.input(network.inputFor(options)), classes, options);
  }

  private static Map<String, Network> catalogue(Network... networks) {
    var byName = new LinkedHashMap<String, Network>();
    for (var network : networks) {
      byName.put(network.name(), network);
    }
    return Collections.unmodifiableMap(byName);
  }
}
