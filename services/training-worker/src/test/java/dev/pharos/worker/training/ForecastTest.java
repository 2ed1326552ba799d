package dev.pharos.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** Two epochs of ten steps; the last batch of an epoch has five images. */
  private final Forecast forecast = new Forecast(2, 10, 95);

  @Test
  void knowsNoRestBeforeTheFirstStep() {
    var progress = forecast.at(0, 0);

    assertThat(progress.epoch()).isEqualTo(1);
    assertThat(progress.steps()).isEqualTo(20);
    assertThat(progress.imagesPerSecond()).isZero();
    assertThat(progress.secondsLeft()).isNull();
  }

  @Test
  void reckonsWithWhatStepsAndEvaluationsTook() {
    forecast.stepped(10, SECOND / 10);
    forecast.stepped(10, SECOND / 10);

    assertThat(forecast.at(0, 2).imagesPerSecond()).isCloseTo(100, within(1e-9));
    assertThat(forecast.at(0, 2).secondsLeft()).isCloseTo(1.71, within(1e-9));

    forecast.evaluated(3 * SECOND);
    // Half of the images, and the evaluation of the second epoch.
    assertThat(forecast.at(1, 0).secondsLeft()).isCloseTo(0.95 + 3, within(1e-9));
    assertThat(forecast.at(2, 0).secondsLeft()).isZero();
    assertThat(forecast.at(2, 0).epoch()).isEqualTo(2);
  }

  @Test
  void forgetsWhatIsLongAgo() {
    forecast.stepped(10, 10 * SECOND);
    for (var i = 0; i < 6; i++) {
      forecast.stepped(10, SECOND);
    }

    assertThat(forecast.imagesPerSecond()).isCloseTo(10, within(1e-9));
  }
}
