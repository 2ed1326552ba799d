package dev.pharos.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionPrimitivesTest {
  private static final String WINOGRAD = "wino";

  private OneDnn library;

  @BeforeEach
  void needsWinograd() {
    NativeBackend.load();
    var found = OneDnn.forNetworks().filter(OneDnn::winograd);
    assumeThat(found).isPresent();
    library = found.orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"8, 7, false, true", "16, 7, true, true", "1, 14, false, false", "1, 28, true, true"})
  void fewSquaresAreComputedDirectly(long images, long size, boolean forward, boolean weights) {
    var layer = new Convolution(64, Window.of(3, 1, 1), new Initializer.Constant(0), null);
    var shape = new ConvolutionShape(layer, Layout.plain(images, 64, size, size));
    try (var packing = new Packing(library);
        var program = new Program(library, packing, true)) {
      var made = new ConvolutionPrimitives(program, shape, attributes -> {}, true, true);

      assertThat(made.forward().implementation().contains(WINOGRAD)).isEqualTo(forward);
      assertThat(made.backwardData().implementation().contains(WINOGRAD)).isEqualTo(forward);
      assertThat(made.backwardWeights().implementation().contains(WINOGRAD)).isEqualTo(weights);
    }
  }
}
