package dev.pharos.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {
  private static final Shape MAPS = new Shape(4, 6, 5);

  @Test
  void batchNormalisationTrainsTwoValuesOfEachChannelAndKeepsTwoMore() {
    var layer = BatchNormalization.usual();

    assertThat(layer.output("bn", List.of(MAPS))).isEqualTo(MAPS);
    assertThat(layer.parameters(List.of(MAPS)))
        .extracting(ParameterTensor::name, ParameterTensor::shape, ParameterTensor::decayed)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("scale", List.of(4), false),
            org.assertj.core.groups.Tuple.tuple("shift", List.of(4), false));
    assertThat(layer.parameters(List.of(MAPS)))
        .extracting(ParameterTensor::initial)
        .containsExactly(new Initializer.Constant(1), new Initializer.Constant(0));
    assertThat(layer.statistics(List.of(MAPS)))
        .extracting(ParameterTensor::name)
        .containsExactly("mean", "variance");
    assertThat(layer.statistics(List.of(Shape.vector(7))).get(0).shape()).containsExactly(7);
  }

  @Test
  void statisticsAreMemoryButNotParameters() {
    var network =
        new NetworkSpec(
            "n",
            new Shape(1, 2, 2),
            2,
            List.of(
                new Node(
                    "fc",
                    List.of(NetworkSpec.INPUT),
                    new Dense(2, new Initializer.Constant(0), null)),
                new Node("bn", List.of("fc"), BatchNormalization.usual())));

    assertThat(network.parameterCount()).isEqualTo(4 * 2 + 4);
    assertThat(network.layerTable().parameterBytes()).isEqualTo(4L * (12 + 4));
    assertThat(network.layerTable().weightBytes(2)).isEqualTo(4L * (12 * 4 + 4));
  }

  @ParameterizedTest
  @CsvSource({"0,0.9", "-1,0.9", "NaN,0.9", "1e-5,1", "1e-5,-0.1", "1e-5,NaN"})
  void batchNormalisationRefusesWhatCannotBe(double epsilon, double momentum) {
    assertThatThrownBy(() -> new BatchNormalization(epsilon, momentum))
        .isInstanceOf(NetworkException.class);
  }

  @Test
  void onlyEqualShapesAreAdded() {
    assertThat(new Addition().output("sum", List.of(MAPS, MAPS, MAPS))).isEqualTo(MAPS);
    assertThatThrownBy(() -> new Addition().output("sum", List.of(MAPS, new Shape(4, 5, 6))))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("sum.inputs: [6x5x4, 5x6x4]");
    assertThatThrownBy(() -> new Addition().output("sum", List.of(MAPS)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("2 or more are needed");
  }

  @Test
  void channelsAreJoinedWhereMapsHaveTheSameSize() {
    assertThat(new Concatenation().output("join", List.of(MAPS, new Shape(3, 6, 5))))
        .isEqualTo(new Shape(7, 6, 5));
    assertThatThrownBy(() -> new Concatenation().output("join", List.of(MAPS, new Shape(3, 6, 6))))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("the same height and width");
  }

  // Caffe's pooling: 112 by 3/2 gives 56; with padding 1 a fourth window would begin in the
  // padding.
  @ParameterizedTest
  @CsvSource({
    "112,3,2,0,56",
    "32,3,2,0,16",
    "5,2,2,0,3",
    "4,2,2,0,2",
    "5,2,2,1,3",
    "5,1,3,0,2",
    "7,3,3,1,3",
    "3,3,2,0,1"
  })
  void aLastWindowMayHangOverTheEdgeButMustBeginOnTheInput(
      int size, int kernel, int stride, int padding, int positions) {
    assertThat(Window.of(kernel, stride, padding).ceiled().positions("pool", "height", size))
        .isEqualTo(positions);
  }

  @Test
  void onlyPoolingMayHangOverTheEdge() {
    var window = Window.of(3, 2, 0).ceiled();
    var zero = new Initializer.Constant(0);

    assertThatThrownBy(() -> new Convolution(4, window, zero, zero))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("rounding: ceil");
    assertThatThrownBy(() -> new MaxPool(Window.of(2, 2, 2)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("padding: 2");
  }
}
