package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class EvaluationCountTest {

  @Test
  void ranksDecideTheErrorsAndTheBestClassTheConfusion() {
    var count = new EvaluationCount(7);
    var descending = new float[] {7, 6, 5, 4, 3, 2, 1};

    for (int label : new int[] {0, 1, 4, 5, 6}) {
      count.add(descending, Batch.of(new float[1], new int[] {label}));
    }
    var result = count.result();

    assertThat(result.images()).isEqualTo(5);
    assertThat(result.top1Error()).isEqualTo(0.8); // only label 0 is right
    assertThat(result.top5Error()).isEqualTo(0.4); // labels 5 and 6 are not among five
    assertThat(result.confusion()[4][0]).isEqualTo(1);
    assertThat(result.confusion()[0][0]).isEqualTo(1);
    assertThat(result.confusion()[0][4]).isZero();
  }

  @Test
  void equalScoresRankByClassNumber() {
    var count = new EvaluationCount(3);
    count.add(new float[] {1, 1, 1, 1, 1, 1}, Batch.of(new float[2], new int[] {0, 2}));

    assertThat(count.result().top1Error()).isEqualTo(0.5);
    assertThat(count.result().confusion()[2][0]).isEqualTo(1);
    assertThat(count.result().loss()).isCloseTo(Math.log(3), offset(1e-9));
  }

  @Test
  void aScoreThatIsNoNumberIsWrong() {
    var count = new EvaluationCount(2);
    count.add(new float[] {Float.NaN, -1}, Batch.of(new float[1], new int[] {0}));

    assertThat(count.result().top1Error()).isEqualTo(1);
    assertThat(count.result().confusion()[0][1]).isEqualTo(1);
  }

  /**
   * Two views: 0.9 and 0.3 for class 0. Their scores would say class 1, their mean says class 0.
   */
  @Test
  void theProbabilitiesOfSeveralViewsAreAveragedAlsoAcrossBatches() {
    var count = new EvaluationCount(2, 2);
    var sure = new float[] {(float) Math.log(0.9), (float) Math.log(0.1)};
    // Scores can be moved as one likes: only their differences say something.
    var unsure = new float[] {(float) Math.log(0.3) + 700, (float) Math.log(0.7) + 700};

    count.add(sure, Batch.of(new float[1], new int[] {0}));
    assertThat(count.result().images()).isZero();
    count.add(unsure, Batch.of(new float[1], new int[] {0}));
    count.add(new float[] {3, 3, 3, 3}, Batch.of(new float[2], new int[] {1, 1}));
    count.add(sure, Batch.of(new float[1], new int[] {1}));
    var result = count.result();

    assertThat(result.images()).isEqualTo(2); // the last one lacks a view
    assertThat(result.loss()).isCloseTo((-Math.log(0.6) + Math.log(2)) / 2, offset(1e-6));
    assertThat(result.confusion()[0][0]).isEqualTo(1);
    assertThat(result.top1Error()).isEqualTo(0.5);
  }

  @Test
  void whatNoViewHoldsPossibleStillHasALoss() {
    var count = new EvaluationCount(2, 2);
    var certain = new float[] {2000, -2000, 2000, -2000};
    count.add(certain, Batch.of(new float[2], new int[] {1, 1}));

    assertThat(count.result().loss()).isBetween(700.0, 800.0);
    assertThat(count.result().top1Error()).isEqualTo(1);
  }

  @Test
  void noImagesGiveZeros() {
    assertThat(new EvaluationCount(2).result().images()).isZero();
    assertThat(new EvaluationCount(2).result().loss()).isZero();
  }
}
