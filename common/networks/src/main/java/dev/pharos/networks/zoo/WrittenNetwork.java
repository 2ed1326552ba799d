package dev.pharos.networks.zoo;

import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.pattern.Pattern;
import java.util.List;

/** The network that its user writes as a {@link Pattern}. */
final class WrittenNetwork implements Network {
  private static final String USUAL =
      "INPUT -> [[CONV(5x5,32) -> RELU]*2 -> POOL(3x3/2)]*3"
          + " -> [FC(512) -> RELU]*1 -> FC(classes)";

  private static final Setting PATTERN =
      Setting.text(
          "pattern",
          "The layers, such as INPUT(32x32x3) -> [CONV(5x5,32) -> RELU -> POOL]*2 -> FC(classes).",
          USUAL,
          Pattern.MOST_CHARACTERS);

  @Override
  public NetworkCard card() {
    return new NetworkCard(
        "pattern",
        "Your own pattern",
        "A network you write yourself: INPUT -> [[CONV -> RELU]*N -> POOL?]*M -> [FC -> RELU]*K -> FC.",
        Pattern.parse(USUAL).input(),
        Pattern.parse(USUAL).classes(),
        List.of(PATTERN));
  }

  @Override
  public Shape inputFor(Options options) {
    return pattern(options).input();
  }

  @Override
  public int classesFor(Options options) {
    return pattern(options).classes();
  }

  @Override
  public NetworkSpec build(Shape input, int classes, Options options) {
    return pattern(options).network(name(), input, classes);
  }

  private static Pattern pattern(Options options) {
    return Pattern.parse(options.text(PATTERN));
  }
}
