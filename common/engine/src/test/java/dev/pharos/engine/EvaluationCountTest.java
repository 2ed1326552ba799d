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

  @Test
  void noImagesGiveZeros() {
    assertThat(new EvaluationCount(2).result().images()).isZero();
    assertThat(new EvaluationCount(2).result().loss()).isZero();
  }
}
