package dev.pharos.engine.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.networks.AveragePool;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.Rounding;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Subsampling;
import dev.pharos.networks.Window;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Values worked by hand, in single precision as in use. */
class OperationsTest {
  private static final Initializer ANY = new Initializer.Constant(0);
  private static final Scratch HEAP = new HeapScratch();

  @BeforeAll
  static void load() {
    NativeBackend.load();
  }

  @Test
  void aMeanLeavesPaddingOut() {
    var layer = new AveragePool(Window.of(2, 2, 1));

    // Each window at a corner of a padded 2x2 image holds one value of it.
    assertThat(run(layer, new float[] {1, 2, 3, 4}, 1, 2)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aMaximumOverlapsAndLeavesTheRestOut() {
    var image = new float[] {1, 2, 9, 4, 5, 6, 7, 8, 3, 1, 0, 2, 4, 4, 4, 11};

    assertThat(run(new MaxPool(Window.of(3, 1, 0)), image, 1, 4)).containsExactly(9, 9, 7, 11);
    assertThat(run(new MaxPool(Window.of(3, 2, 0).floored()), image, 1, 4)).containsExactly(9);
  }

  @Test
  void normalisationRunsAcrossMapsAndNotAcrossPixels() {
    var layer = new LocalResponseNormalization(1, 3, 1, 1);

    // Two maps of 1x2: at the left pixel 1 and 2, at the right 3 and 0.
    var output = run(layer, new float[] {1, 3, 2, 0}, 2, 1);

    assertThat(output).containsExactly(new float[] {1 / 6f, 0.3f, 2 / 6f, 0}, offset(1e-6f));
  }

  @Test
  void dropoutDropsItsShareScalesTheRestAndFollowsSeedStepAndLayer() {
    var first = dropped(1, 1, 0);

    assertThat(first).containsOnly(0f, 1 / 0.7f);
    int zeros = 0;
    for (float value : first) {
      zeros += value == 0 ? 1 : 0;
    }
    assertThat(zeros / (double) first.length).isCloseTo(0.3, offset(0.02));
    assertThat(dropped(1, 1, 0)).isEqualTo(first);
    assertThat(dropped(2, 1, 0)).isNotEqualTo(first);
    assertThat(dropped(1, 2, 0)).isNotEqualTo(first);
    assertThat(dropped(1, 1, 1)).isNotEqualTo(first);
  }

  @Test
  void aWindowMayHangOverTheEdgeAndSeesWhatIsThere() {
    var image = new float[] {1, 2, 9, 4, 5, 6, 7, 8, 3};

    assertThat(run(new MaxPool(Window.of(2, 2, 0).ceiled()), image, 1, 3))
        .containsExactly(5, 9, 8, 3);
    assertThat(run(new AveragePool(Window.of(2, 2, 0).ceiled()), image, 1, 3))
        .containsExactly(3, 7.5f, 7.5f, 3);
    // Windows begin at -1 and 2; a third one would begin at 5, beyond the image.
    assertThat(run(new AveragePool(Window.of(3, 3, 1).ceiled()), image, 1, 3))
        .containsExactly(3, 7.5f, 7.5f, 3);
    assertThat(run(new MaxPool(Window.of(2, 3, 0).ceiled()), image, 1, 3)).containsExactly(5);
  }

  @Test
  void aDilatedWindowLeavesOutWhatIsBetween() {
    var image = new float[] {1, 2, 9, 4, 5, 6, 7, 8, 3};
    var corners = new Window(2, 1, 0, 2, Rounding.EXACT);

    assertThat(run(new MaxPool(corners), image, 1, 3)).containsExactly(9);
    assertThat(run(new AveragePool(corners), image, 1, 3)).containsExactly(5);
    assertThat(
            run(
                new Convolution(1, corners, ANY, null),
                image,
                1,
                3,
                new float[] {1, 10, 100, 1000}))
        .containsExactly(1 + 90 + 700 + 3000);
  }

  @Test
  void subsamplingSumsThenScalesAndShifts() {
    var image = new float[] {1, 2, 3, 4, 10, 20, 30, 40};

    assertThat(
            run(
                new Subsampling(Window.of(2, 2, 0), ANY, ANY),
                image,
                2,
                2,
                new float[] {0.5f, 2},
                new float[] {-1, 1}))
        .containsExactly(4, 201);
  }

  @Test
  void eachGroupSeesItsOwnMaps() {
    var image = new float[] {1, 2, 3, 4};

    // Four maps of one pixel, two groups of two filters: the weights of each see two maps.
    assertThat(
            run(
                new Convolution(4, Window.of(1, 1, 0), 2, ANY, ANY),
                image,
                4,
                1,
                new float[] {1, 10, 2, 0, 1, 10, 0, 2},
                new float[] {0, 0, 0, 0.5f}))
        .containsExactly(21, 2, 43, 8.5f);
  }

  private static float[] dropped(long seed, long step, int layer) {
    var random = new StepRandom(seed);
    random.step(step);
    var operation = Operations.of(new Dropout(0.3), Shape.vector(10_000), layer, random);
    return operation
        .forward(Nd4j.ones(DataType.FLOAT, 1, 10_000, 1, 1), true, HEAP)
        .data()
        .asFloat();
  }

  private static float[] run(
      LayerSpec layer, float[] image, int maps, int height, float[]... parameters) {
    int width = image.length / maps / height;
    var input = Nd4j.createFromArray(image).reshape('c', 1, maps, height, width);
    var shape = new Shape(maps, height, width);
    var operation = Operations.of(layer, shape, 0, new StepRandom(0));
    var tensors = layer.parameters(List.of(shape));
    operation.bindParameters(
        IntStream.range(0, parameters.length)
            .mapToObj(
                i ->
                    Nd4j.createFromArray(parameters[i])
                        .reshape(
                            'c',
                            tensors.get(i).shape().stream().mapToInt(Integer::intValue).toArray()))
            .toList());
    return operation.forward(input, false, HEAP).data().asFloat();
  }
}
