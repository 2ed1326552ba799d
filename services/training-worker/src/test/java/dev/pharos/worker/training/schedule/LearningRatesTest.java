package dev.pharos.worker.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pharos.contracts.job.Schedule;
import dev.pharos.contracts.job.Training;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LearningRatesTest {
  private static final int STEPS_PER_EPOCH = 4;

  @Test
  void aConstantRateStays() {
    var rates = rates(new Schedule.Constant(), 10, 0);

    assertThat(LongStream.range(0, 40).mapToDouble(step -> rates.at(step, 0))).containsOnly(0.8);
  }

  @Test
  void stepsDownBetweenEpochs() {
    var rates = rates(new Schedule.Step(3, 0.5), 10, 0);

    assertThat(rates.at(0, 0)).isEqualTo(0.8);
    assertThat(rates.at(11, 0)).isEqualTo(0.8);
    assertThat(rates.at(12, 0)).isEqualTo(0.4);
    assertThat(rates.at(23, 0)).isEqualTo(0.4);
    assertThat(rates.at(36, 0)).isEqualTo(0.1);
  }

  @Test
  void aPlateauLowersTheRateWithEachDrop() {
    var rates = rates(new Schedule.Plateau(0.1, 5, 3), 10, 0);

    assertThat(rates.at(30, 0)).isEqualTo(0.8);
    assertThat(rates.at(30, 1)).isCloseTo(0.08, within(1e-15));
    assertThat(rates.at(30, 3)).isCloseTo(0.0008, within(1e-15));
  }

  @Test
  void aCosineFallsFromStepToStep() {
    var rates = rates(new Schedule.Cosine(0.2), 10, 0);

    assertThat(rates.at(0, 0)).isEqualTo(0.8);
    assertThat(rates.at(10, 0)).isCloseTo(0.5 + 0.3 * Math.sqrt(0.5), within(1e-12));
    assertThat(rates.at(20, 0)).isCloseTo(0.5, within(1e-12));
    assertThat(rates.at(40, 0)).isCloseTo(0.2, within(1e-12));
    for (var step = 1; step < 40; step++) {
      assertThat(rates.at(step, 0)).isLessThan(rates.at(step - 1, 0)).isGreaterThan(0.2);
    }
  }

  @Test
  void theWarmUpRisesInEqualPartsAndMayBeAFractionOfAnEpoch() {
    var rates = rates(new Schedule.Constant(), 10, 1.25);

    assertThat(LongStream.range(0, 7).mapToDouble(step -> rates.at(step, 0)))
        .usingComparatorForType(
            (a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b), Double.class)
        .containsExactly(0.16, 0.32, 0.48, 0.64, 0.8, 0.8, 0.8);
  }

  @Test
  void theCosineBeginsWhereTheWarmUpEnds() {
    var rates = rates(new Schedule.Cosine(0.0), 10, 2);

    assertThat(rates.at(7, 0)).isEqualTo(0.8);
    assertThat(rates.at(8, 0)).isEqualTo(0.8);
    assertThat(rates.at(24, 0)).isCloseTo(0.4, within(1e-12));
    assertThat(rates.at(40, 0)).isCloseTo(0, within(1e-12));
  }

  @Test
  void aWarmUpOverTheWholeTrainingIsNotCutShort() {
    var rates = rates(new Schedule.Cosine(0.0), 2, 2);

    assertThat(rates.at(0, 0)).isCloseTo(0.1, within(1e-12));
    assertThat(rates.at(7, 0)).isEqualTo(0.8);
  }

  private static LearningRates rates(Schedule schedule, int epochs, double warmup) {
    var training =
        Training.builder()
            .epochs(epochs)
            .learningRate(0.8)
            .schedule(schedule)
            .warmupEpochs(warmup)
            .build();
    return new LearningRates(training, STEPS_PER_EPOCH);
  }
}
