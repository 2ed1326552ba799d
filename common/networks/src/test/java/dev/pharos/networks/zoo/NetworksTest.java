package dev.pharos.networks.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.networks.LayerTable;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every figure here is the paper's or the design page's, never read from the code. */
class NetworksTest {
  private static final NetworkSettings DEFAULTS = NetworkSettings.defaults();

  @Test
  void leNet5HasThePapersParametersLayerByLayer() {
    var network = Networks.build("lenet5", DEFAULTS);

    assertThat(parametersByLayer(network))
        .containsExactlyEntriesOf(
            ordered(
                "c1", 156, "s2", 12, "c3", 1516, "s4", 32, "c5", 48120, "f6", 10164, "output",
                850));
    assertThat(network.parameterCount()).isEqualTo(60_850);
  }

  @Test
  void leNet5HasThePapersMapsAndConnections() {
    var network = Networks.build("lenet5", DEFAULTS);

    assertThat(network.shapes())
        .containsEntry("c1", new Shape(6, 28, 28))
        .containsEntry("s2", new Shape(6, 14, 14))
        .containsEntry("c3", new Shape(16, 10, 10))
        .containsEntry("s4", new Shape(16, 5, 5))
        .containsEntry("c5", Shape.vector(120))
        .containsEntry("f6", Shape.vector(84))
        .containsEntry("output", Shape.vector(10));
    // The paper counts 122,304 connections in C1 and 151,600 in C3, biases included.
    assertThat(row(network, "c1").multiplyAdds()).isEqualTo(122_304 - 28 * 28 * 6);
    assertThat(row(network, "c3").multiplyAdds()).isEqualTo(151_600 - 10 * 10 * 16);
  }

  @Test
  void singleTowerAlexNetHasTheDesignsParametersAndMaps() {
    var network = Networks.build("alexnet-single", DEFAULTS);

    assertThat(network.parameterCount()).isEqualTo(62_378_344);
    assertThat(parametersByLayer(network))
        .containsExactlyEntriesOf(
            ordered(
                "conv1",
                34_944,
                "conv2",
                614_656,
                "conv3",
                885_120,
                "conv4",
                1_327_488,
                "conv5",
                884_992,
                "fc6",
                37_752_832,
                "fc7",
                16_781_312,
                "fc8",
                4_097_000));
    assertThat(network.shapes())
        .containsEntry("conv1", new Shape(96, 55, 55))
        .containsEntry("pool1", new Shape(96, 27, 27))
        .containsEntry("conv2", new Shape(256, 27, 27))
        .containsEntry("pool2", new Shape(256, 13, 13))
        .containsEntry("pool5", new Shape(256, 6, 6));
    assertThat(network.nodes())
        .extracting(node -> node.name())
        .contains("norm1", "norm2", "drop6", "drop7");
  }

  @Test
  void singleTowerAlexNetWithTwoClassesAndWithoutNormalisation() {
    var network = Networks.build("alexnet-single", DEFAULTS.withClasses(2).with("lrn", false));

    assertThat(network.parameterCount()).isEqualTo(58_289_538);
    assertThat(network.nodes()).extracting(node -> node.name()).doesNotContain("norm1", "norm2");
  }

  @Test
  void alexNetForDigitsHasTheDesignsParametersAndMaps() {
    var network = Networks.build("alexnet-mnist", DEFAULTS);

    assertThat(network.parameterCount()).isEqualTo(24_351_434);
    assertThat(network.shapes())
        .containsEntry("conv1", new Shape(96, 20, 20))
        .containsEntry("pool1", new Shape(96, 10, 10))
        .containsEntry("pool2", new Shape(256, 5, 5))
        .containsEntry("pool5", new Shape(256, 2, 2));
  }

  @Test
  void plainPoolingGivesOtherMaps() {
    var network = Networks.build("alexnet-single", DEFAULTS.with("pooling", "plain"));

    assertThat(network.shapes()).containsEntry("pool1", new Shape(96, 27, 27));
    assertThat(network.shapes()).containsEntry("pool5", new Shape(256, 6, 6));
  }

  @Test
  void noDropoutMeansNoDropoutLayers() {
    var network = Networks.build("alexnet-mnist", DEFAULTS.with("dropout", 0.0));

    assertThat(network.nodes()).extracting(node -> node.name()).doesNotContain("drop5", "drop6");
  }

  @Test
  void anUnknownNetworkIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Networks.build("alexnet-singel", DEFAULTS))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "network: alexnet-singel is not valid; valid: alexnet, alexnet-keras, alexnet-mnist, alexnet-single, googlenet, lenet5, nin, pattern, resnet18, resnet34, resnet50, vgg11, vgg16, vgg19, zfnet"
                + " (did you mean alexnet-single?)");
  }

  @Test
  void anUnknownSettingIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Networks.build("lenet5", DEFAULTS.with("activaton", "relu")))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "setting: activaton is not valid; valid: activation, connections, subsampling (did you mean activation?)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-0.1", "much", "NaN", ""})
  void aRateOfDropoutOutsideItsRangeIsRefused(String rate) {
    assertThatThrownBy(() -> Networks.build("alexnet-single", DEFAULTS.with("dropout", rate)))
        .isInstanceOf(NetworkException.class)
        .hasMessageStartingWith("dropout: " + rate + " is not valid; a number of at least 0.0");
  }

  @Test
  void thePapersPrintedInputSizeIsRefusedWithSizesThatFit() {
    assertThatThrownBy(
            () -> Networks.build("alexnet-single", DEFAULTS.withInput(new Shape(3, 224, 224))))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("conv1: output height (224 - 11 + 2*0) / 4 + 1 = 54.25")
        .hasMessageContaining("an input 223 or 227")
        .hasMessageContaining("kernel 12")
        .hasMessageContaining("stride 3");
  }

  @Test
  void anImageSmallerThanTheWindowIsRefused() {
    assertThatThrownBy(() -> Networks.build("lenet5", DEFAULTS.withInput(new Shape(1, 4, 32))))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("c1.kernel: 5")
        .hasMessageContaining("height is only 4");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void fewerThanTwoClassesAreRefused(int classes) {
    assertThatThrownBy(() -> Networks.build("lenet5", DEFAULTS.withClasses(classes)))
        .isInstanceOf(NetworkException.class);
  }

  private static LayerTable.Row row(NetworkSpec network, String layer) {
    return network.layerTable().rows().stream()
        .filter(row -> row.name().equals(layer))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Long> parametersByLayer(NetworkSpec network) {
    var found = new LinkedHashMap<String, Long>();
    network.layerTable().rows().stream()
        .filter(row -> row.parameters() > 0)
        .forEach(row -> found.put(row.name(), row.parameters()));
    return found;
  }

  private static Map<String, Long> ordered(Object... pairs) {
    var map = new LinkedHashMap<String, Long>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], ((Integer) pairs[i + 1]).longValue());
    }
    return map;
  }
}
