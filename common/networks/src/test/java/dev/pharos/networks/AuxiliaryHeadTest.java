package dev.pharos.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuxiliaryHeadTest {
  private static final Initializer ZERO = new Initializer.Constant(0);
  private static final Shape INPUT = new Shape(3, 4, 4);

  // input -> trunk -> output, and trunk -> side -> head, which only training uses.
  private static final Node TRUNK =
      new Node(
          "trunk", List.of(NetworkSpec.INPUT), new Convolution(5, Window.of(3, 1, 1), ZERO, ZERO));
  private static final Node SIDE =
      new Node("side", List.of("trunk"), new AveragePool(Window.of(2, 2, 0)));
  private static final Node HEAD = new Node("head", List.of("side"), new Dense(2, ZERO, ZERO));
  private static final Node OUTPUT = new Node("output", List.of("trunk"), new Dense(2, ZERO, ZERO));
  private static final NetworkSpec NETWORK =
      new NetworkSpec(
          "n",
          INPUT,
          2,
          List.of(TRUNK, SIDE, HEAD, OUTPUT),
          List.of(new AuxiliaryHead("head", 0.3)));

  @Test
  void theNetworkThatPredictsHasNeitherHeadsNorWhatOnlyTheyUse() {
    var inference = NETWORK.inference();

    assertThat(inference).isEqualTo(new NetworkSpec("n", INPUT, 2, List.of(TRUNK, OUTPUT)));
    assertThat(inference.inference()).isSameAs(inference);
  }

  @Test
  void parametersOfHeadsCountOnlyWhileTraining() {
    // trunk 5 * 27 + 5, output 80 * 2 + 2, head 20 * 2 + 2.
    assertThat(NETWORK.parameterCount()).isEqualTo(140 + 162);
    assertThat(NETWORK.trainingParameterCount()).isEqualTo(140 + 162 + 42);
    assertThat(NETWORK.inference().trainingParameterCount()).isEqualTo(140 + 162);
  }

  @Test
  void theTableTellsWhichRowsAreOnlyForTraining() {
    var table = NETWORK.layerTable();

    assertThat(table.rows())
        .filteredOn(LayerTable.Row::auxiliary)
        .extracting(LayerTable.Row::name)
        .containsExactly("side", "head");
    // Outputs: trunk 80, side 20, head 2, output 2 values.
    assertThat(table.forwardBytes(3)).isEqualTo(4L * 3 * (48 + 80 + 2));
    assertThat(table.trainingBytes(3)).isEqualTo(4L * 3 * (48 + 2 * (80 + 20 + 2 + 2)));
    assertThat(table.weightBytes(1)).isEqualTo(4L * 3 * 344);
    assertThat(table.multiplyAdds()).isEqualTo(80 * 27 + 160);
    assertThat(table.trainingMultiplyAdds()).isEqualTo(80 * 27 + 160 + 40);
  }

  @Test
  void headsSurviveJsonAndOldFilesHaveNone() throws Exception {
    var mapper = new ObjectMapper();
    var tree = (ObjectNode) mapper.readTree(NetworkJson.toJson(NETWORK).toString());

    assertThat(NetworkJson.fromJson(tree)).isEqualTo(NETWORK);
    var old = (ObjectNode) mapper.readTree(NetworkJson.toJson(NETWORK.inference()).toString());
    assertThat(old.has("auxiliaryHeads")).isFalse();
    assertThat(NetworkJson.fromJson(old)).isEqualTo(NETWORK.inference());
  }

  @Test
  void aHeadMustBeANodeOfItsOwnThatGivesOneScoreForEachClass() {
    assertThatThrownBy(() -> with(new AuxiliaryHead("haed", 1)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("auxiliaryHeads.output: haed")
        .hasMessageContaining("did you mean head?");
    assertThatThrownBy(() -> with(new AuxiliaryHead("output", 1)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("it is an output already");
    assertThatThrownBy(
            () ->
                new NetworkSpec(
                    "n",
                    INPUT,
                    2,
                    List.of(TRUNK, SIDE, OUTPUT),
                    List.of(new AuxiliaryHead("side", 1))))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("side: output 2x2x5")
        .hasMessageContaining("an auxiliary head must give 2 values");
    assertThatThrownBy(() -> new AuxiliaryHead("head", 0))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("auxiliaryHeads.weight");
  }

  private static NetworkSpec with(AuxiliaryHead head) {
    return new NetworkSpec("n", INPUT, 2, List.of(TRUNK, SIDE, HEAD, OUTPUT), List.of(head));
  }
}
