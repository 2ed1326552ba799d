package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class CrossEntropyTest {

  @Test
  void theLossIsTheMeanNegativeLogarithmAndTheGradientTheDifferenceFromCertainty() {
    // Row 1: probabilities 1/4, 3/4 with label 1; row 2: 1/2, 1/2 with label 0.
    var scores = new float[] {0, (float) Math.log(3), 5, 5};
    var batch = Batch.of(new float[2], new int[] {1, 0});

    double loss = CrossEntropy.lossAndGradient(scores, batch, 2, 0);

    assertThat(loss).isCloseTo((-Math.log(0.75) - Math.log(0.5)) / 2, offset(1e-7));
    assertThat(scores).containsExactly(new float[] {0.125f, -0.125f, -0.25f, 0.25f}, offset(1e-7f));
  }

  @Test
  void smoothedLabelsGiveEveryClassItsShare() {
    // Probabilities 1/4 and 3/4, label 1, s = 0.2: targets 0.1 and 0.9.
    var scores = new float[] {0, (float) Math.log(3)};

    double loss =
        CrossEntropy.lossAndGradient(scores, Batch.of(new float[1], new int[] {1}), 2, 0.2);

    assertThat(loss).isCloseTo(-0.1 * Math.log(0.25) - 0.9 * Math.log(0.75), offset(1e-7));
    assertThat(scores).containsExactly(new float[] {0.15f, -0.15f}, offset(1e-7f));
  }

  @Test
  void hugeScoresDoNotOverflow() {
    var scores = new float[] {3e38f, -3e38f};

    double loss = CrossEntropy.lossAndGradient(scores, Batch.of(new float[1], new int[] {0}), 2, 0);

    assertThat(loss).isZero();
    assertThat(scores).containsExactly(0f, 0f);
  }

  @Test
  void aScoreThatIsNoNumberMakesALossThatIsNone() {
    var scores = new float[] {1, Float.NaN};

    assertThat(CrossEntropy.lossAndGradient(scores, Batch.of(new float[1], new int[] {0}), 2, 0))
        .isNaN();
  }
}
