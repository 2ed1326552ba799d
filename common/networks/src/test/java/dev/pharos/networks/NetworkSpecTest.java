package dev.pharos.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {
  private static final Initializer ZERO = new Initializer.Constant(0);
  private static final Shape INPUT = new Shape(3, 9, 8);

  @Test
  void everyNetworkOfTheCatalogueSurvivesJson() throws Exception {
    var mapper = new ObjectMapper();
    for (var entry : Networks.all()) {
      var network = Networks.build(entry.name(), NetworkSettings.defaults());

      var read = NetworkJson.fromJson(mapper.readTree(NetworkJson.toJson(network).toString()));

      assertThat(read).isEqualTo(network);
    }
  }

  @Test
  void jsonWithAnUnknownOrMissingFieldIsRefused() {
    var tree =
        (ObjectNode) NetworkJson.toJson(Networks.build("lenet5", NetworkSettings.defaults()));

    assertThatThrownBy(() -> NetworkJson.fromJson(tree.deepCopy().put("colour", "red")))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("colour");
    assertThatThrownBy(() -> NetworkJson.fromJson(tree.deepCopy().without("nodes")))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("nodes");
  }

  @Test
  void jsonWhoseShapesDoNotFitIsRefusedWithTheLayersName() {
    var tree =
        (ObjectNode) NetworkJson.toJson(Networks.build("lenet5", NetworkSettings.defaults()));
    tree.put("classes", 11);

    assertThatThrownBy(() -> NetworkJson.fromJson(tree))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("output: output 10 is not valid; the last layer must give 11 values");
  }

  @Test
  void aGraphMayBranchButNotUseNamesThatComeLater() {
    var first = new Node("a", List.of(NetworkSpec.INPUT), new GlobalAveragePool());
    var branch = new Node("b", List.of("a"), new Dense(2, ZERO, ZERO));
    var other = new Node("c", List.of("a"), new Dense(2, ZERO, null));
    var sum = new Node("d", List.of("b", "c"), new Addition());

    var network = new NetworkSpec("n", INPUT, 2, List.of(first, branch, other, sum));

    assertThat(network.parameterCount()).isEqualTo(3 * 2 + 2 + 3 * 2);
    assertThatThrownBy(() -> new NetworkSpec("n", INPUT, 2, List.of(branch, first)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("b.inputs: a is not valid; valid: input");
  }

  @Test
  void aLayerThatNothingUsesIsRefused() {
    var idle = new Node("idle", List.of(NetworkSpec.INPUT), new GlobalAveragePool());
    var output = new Node("output", List.of(NetworkSpec.INPUT), new Dense(2, ZERO, ZERO));

    assertThatThrownBy(() -> new NetworkSpec("n", INPUT, 2, List.of(idle, output)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("idle: a layer that nothing uses");
  }

  @Test
  void theSizeOfAnImageIsReadAsItIsWritten() {
    assertThat(Shape.parse("48x64x3")).isEqualTo(new Shape(3, 48, 64)).hasToString("48x64x3");
    assertThatThrownBy(() -> Shape.parse("48x64"))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("input: 48x64 is not valid; write height x width x channels");
    assertThatThrownBy(() -> Shape.parse("0x64x3")).hasMessageContaining("height: 0 is not valid");
  }

  @Test
  void aNameUsedTwiceIsRefused() {
    var node = new Node("a", List.of(NetworkSpec.INPUT), new Dense(2, ZERO, ZERO));

    assertThatThrownBy(() -> new NetworkSpec("n", INPUT, 2, List.of(node, node)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("used twice");
  }

  @Test
  void groupsDivideChannelsAndFilters() {
    var convolution = new Convolution(8, Window.of(3, 1, 1), 2, ZERO, ZERO);

    assertThat(convolution.output("x", List.of(new Shape(4, 9, 8)))).isEqualTo(new Shape(8, 9, 8));
    assertThat(convolution.parameters(List.of(new Shape(4, 9, 8))).get(0).shape())
        .containsExactly(8, 2, 3, 3);
    assertThatThrownBy(() -> convolution.output("x", List.of(INPUT)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("x.groups: 2");
  }

  @Test
  void dilationWidensTheWindow() {
    var window = new Window(3, 1, 0, 2, Rounding.EXACT);

    assertThat(window.positions("x", "height", 9)).isEqualTo(5);
  }

  @Test
  void aWindowThatDoesNotFitIsAnErrorUnlessItMayBeFloored() {
    var window = Window.of(2, 2, 0);

    assertThatThrownBy(() -> window.positions("pool", "width", 5))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("pool: output width (5 - 2 + 2*0) / 2 + 1 = 2.5")
        .hasMessageContaining("an input 4 or 6")
        .hasMessageContaining("kernel 1")
        .hasMessageContaining("stride 1");
    assertThat(window.floored().positions("pool", "width", 5)).isEqualTo(2);
  }

  @Test
  void theSparseConvolutionRefusesMapsItsInputDoesNotHave() {
    var table = new ConnectionTable(List.of(List.of(0, 3)));
    var layer = new SparseConvolution(table, Window.of(3, 1, 0), ZERO, ZERO);

    assertThatThrownBy(() -> layer.output("c3", List.of(INPUT)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("c3.connections: input map 3");
    assertThatThrownBy(() -> new ConnectionTable(List.of(List.of(1, 1))))
        .isInstanceOf(NetworkException.class);
  }

  @Test
  void theLayerTableCountsMemoryAsTheSumOfItsThreeSources() {
    // 9x8x3 in, a dense layer of 2 out: 216 * 2 weights and 2 biases.
    var network =
        new NetworkSpec(
            "n",
            INPUT,
            2,
            List.of(new Node("d", List.of(NetworkSpec.INPUT), new Dense(2, ZERO, ZERO))));
    var table = network.layerTable();

    assertThat(table.parameters()).isEqualTo(434);
    assertThat(table.multiplyAdds()).isEqualTo(432);
    assertThat(table.forwardBytes(10)).isEqualTo(4L * 10 * (216 + 2));
    assertThat(table.trainingBytes(10)).isEqualTo(4L * 10 * (216 + 2 * 2));
    assertThat(table.weightBytes(2)).isEqualTo(4L * 434 * 4);
  }
}
