package dev.pharos.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import org.junit.jupiter.api.Test;

class ConvolutionalFormTest {

  @Test
  void aFullyConnectedLayerIsAConvolutionOverAllOfItsMaps() {
    var alexnet = Networks.build("alexnet", NetworkSettings.defaults());

    var form = ConvolutionalForm.of(alexnet, 227, 227);

    assertThat(form.parameterCount()).isEqualTo(alexnet.parameterCount());
    assertThat(form.shapes()).containsAllEntriesOf(alexnet.shapes());
    assertThat(layer(form, "fc6")).extracting("window").isEqualTo(Window.of(6, 1, 0));
    assertThat(layer(form, "fc7")).extracting("window").isEqualTo(Window.of(1, 1, 0));
  }

  @Test
  void aLargerImageGetsAMapOfScores() {
    var alexnet = Networks.build("alexnet", NetworkSettings.defaults());

    // CS231n: AlexNet's stride is 32, so 384 - 224 more pixels are 5 more places: 6 x 6.
    var form = ConvolutionalForm.of(alexnet, 387, 387);

    assertThat(form.shapes().get(ConvolutionalForm.scores(form))).isEqualTo(new Shape(1000, 6, 6));
    assertThat(form.shapes().get(ConvolutionalForm.MEAN)).isEqualTo(Shape.vector(1000));
  }

  @Test
  void globalAveragesSlideTooAndAuxiliaryHeadsAreLeftOut() {
    var googlenet = Networks.build("googlenet", NetworkSettings.defaults());

    var form = ConvolutionalForm.of(googlenet, 256, 288);

    assertThat(form.parameterCount()).isEqualTo(6_998_552);
    assertThat(form.shapes().get(ConvolutionalForm.scores(form))).isEqualTo(new Shape(1000, 2, 3));
  }

  @Test
  void aSmallerImageIsRefused() {
    var lenet = Networks.build("lenet5", NetworkSettings.defaults());

    assertThatThrownBy(() -> ConvolutionalForm.of(lenet, 31, 40))
        .isInstanceOf(NetworkException.class)
        .hasMessageStartingWith("height: 31 is not valid; valid: 32 to");
  }

  private static LayerSpec layer(NetworkSpec network, String name) {
    return network.nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow()
        .layer();
  }
}
