package dev.pharos.engine.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Shape;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Two images of two maps of two pixels, worked by hand. */
class BatchNormalizationTest {
  private static final Scratch HEAP = new HeapScratch();
  private final INDArray mean = Nd4j.createFromArray(0f, 10f);
  private final INDArray variance = Nd4j.createFromArray(1f, 1f);
  private final INDArray scaleGradient = Nd4j.createFromArray(0f, 0f);
  private final INDArray shiftGradient = Nd4j.createFromArray(0f, 0f);
  private final Operation operation =
      Operations.of(new BatchNormalization(1, 0.9), new Shape(2, 1, 2), 0, new StepRandom(0));

  /** The first map holds 1, 2, 3, 6: mean 3, variance 3.5 (unbiased 14/3); the second only 4. */
  private final INDArray input =
      Nd4j.createFromArray(1f, 2f, 4f, 4f, 3f, 6f, 4f, 4f).reshape('c', 2, 2, 1, 2);

  @BeforeAll
  static void load() {
    NativeBackend.load();
  }

  @BeforeEach
  void bind() {
    operation.bindParameters(
        List.of(Nd4j.createFromArray(2f, 3f), Nd4j.createFromArray(0.5f, -1f)));
    operation.bindGradients(List.of(scaleGradient, shiftGradient));
    operation.bindStatistics(List.of(mean, variance));
  }

  @Test
  void trainingNormalisesByTheBatchAndMovesTheRunningStatisticsWhenAccepted() {
    var output = operation.forward(input, true, HEAP);

    double r = 2 / Math.sqrt(3.5 + 1);
    assertValues(output, 0.5 - 2 * r, 0.5 - r, -1, -1, 0.5, 0.5 + 3 * r, -1, -1);
    assertValues(mean, 0, 10);

    operation.commit();
    assertValues(mean, 0.3, 9.4);
    assertValues(variance, 0.9 + 0.1 * 14 / 3, 0.9);
    operation.commit();
    assertValues(mean, 0.3, 9.4);
  }

  @Test
  void predictingUsesTheRunningStatistics() {
    variance.assign(Nd4j.createFromArray(3f, 8f));

    var output = operation.forward(input, false, HEAP);
    operation.commit();

    // 2 * x / sqrt(3 + 1) + 0.5 and 3 * (4 - 10) / sqrt(8 + 1) - 1
    assertValues(output, 1.5, 2.5, -7, -7, 3.5, 6.5, -7, -7);
    assertValues(mean, 0, 10);
  }

  @Test
  void gradientsCountWhatEachValueDoesToTheStatistics() {
    operation.forward(input, true, HEAP);
    var gradient = Nd4j.createFromArray(1f, 0f, 1f, 1f, 0f, 0f, 1f, 1f).reshape('c', 2, 2, 1, 2);

    var inputGradient = operation.backward(input, null, gradient, true, HEAP);

    double r = 1 / Math.sqrt(4.5);
    assertValues(shiftGradient, 1, 4);
    assertValues(scaleGradient, -2 * r, 0);
    // 2 r (g - 1/4 - (x - 3) r^2 (-2) / 4); nothing changes in a map whose values are all moved.
    double b = r * r / 2;
    assertValues(
        inputGradient,
        2 * r * (0.75 - 2 * b),
        2 * r * (-0.25 - b),
        0,
        0,
        2 * r * -0.25,
        2 * r * (-0.25 + 3 * b),
        0,
        0);
  }

  @Test
  void largeMeansLoseNothing() {
    var shifted = input.add(10_000);

    var output = operation.forward(shifted, true, HEAP);

    double r = 2 / Math.sqrt(3.5 + 1);
    assertValues(output, 0.5 - 2 * r, 0.5 - r, -1, -1, 0.5, 0.5 + 3 * r, -1, -1);
  }

  private static void assertValues(INDArray tensor, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(tensor.reshape(tensor.length()).getDouble(i))
          .as("value %d", i)
          .isCloseTo(expected[i], offset(1e-5));
    }
  }
}
