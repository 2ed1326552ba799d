package dev.pharos.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceptiveFieldTest {
  private static final Initializer ZERO = new Initializer.Constant(0);

  /** Conv 3x3 pad 1, pool 2x2 stride 2, conv 3x3, dense, on 12 x 12. */
  private static final NetworkSpec NETWORK =
      new NetworkSpec(
          "fields",
          new Shape(1, 12, 12),
          2,
          List.of(
              new Node("c1", List.of("input"), new Convolution(2, Window.of(3, 1, 1), ZERO, null)),
              new Node("p1", List.of("c1"), new MaxPool(Window.of(2, 2, 0))),
              new Node("c2", List.of("p1"), new Convolution(2, Window.of(3, 1, 0), ZERO, null)),
              new Node("fc", List.of("c2"), new Dense(2, ZERO, null))));

  @Test
  void windowsAddUpLayerByLayer() {
    // c2 (1, 2): p1 rows 1-3, columns 2-4; c1 rows 2-7, columns 4-9; pixels one more on each side.
    assertThat(ReceptiveField.of(NETWORK, "c2", 1, 2)).isEqualTo(new ReceptiveField(1, 3, 9, 11));
  }

  @Test
  void paddingIsNoPartOfTheImage() {
    assertThat(ReceptiveField.of(NETWORK, "c1", 0, 11)).isEqualTo(new ReceptiveField(0, 10, 2, 12));
    assertThat(ReceptiveField.of(NETWORK, "fc", 0, 0)).isEqualTo(new ReceptiveField(0, 0, 12, 12));
  }

  @Test
  void alexNetSeesWhatItsPaperSaysItSees() {
    var alexnet = Networks.build("alexnet", NetworkSettings.defaults());

    assertThat(ReceptiveField.of(alexnet, "conv1", 20, 20).size()).containsExactly(11, 11);
    assertThat(ReceptiveField.of(alexnet, "conv2", 13, 13).size()).containsExactly(51, 51);
    assertThat(ReceptiveField.of(alexnet, "conv3", 6, 6).size()).containsExactly(99, 99);
  }

  @Test
  void aPlaceThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> ReceptiveField.of(NETWORK, "c3", 0, 0))
        .hasMessageContaining("c3")
        .hasMessageContaining("did you mean c");
    assertThatThrownBy(() -> ReceptiveField.of(NETWORK, "p1", 6, 0))
        .hasMessage("row: 6 is not valid; valid: 0 to 5");
  }
}
