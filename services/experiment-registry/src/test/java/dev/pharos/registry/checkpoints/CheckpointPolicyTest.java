package dev.pharos.registry.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.KeepCheckpoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckpointPolicyTest {
  private static final String ERROR = "validation/top1-error";

  private static KeepCheckpoints keep(int last, int spread) {
    return new KeepCheckpoints(last, spread, null);
  }

  private static SavedCheckpoint saved(int attempt, long step, double error) {
    return saved(attempt, step, Map.of(ERROR, error), null);
  }

  private static SavedCheckpoint saved(
      int attempt, long step, Map<String, Double> metrics, String best) {
    return new SavedCheckpoint(
        step, attempt, attempt + "/" + step, metrics, Optional.ofNullable(best));
  }

  /** Checkpoints 1, 2, 3... of one attempt with these errors. */
  private static List<SavedCheckpoint> course(double... errors) {
    return IntStream.range(0, errors.length).mapToObj(i -> saved(1, i + 1, errors[i])).toList();
  }

  private static List<Long> left(List<SavedCheckpoint> all, KeepCheckpoints keep) {
    var left = new ArrayList<>(all);
    left.removeAll(new CheckpointPolicy(keep).surplus(all));
    return left.stream().map(SavedCheckpoint::step).sorted().toList();
  }

  @Test
  void theNewestStay() {
    var all = course(0.1, 0.2, 0.3, 0.4, 0.5);

    assertThat(left(all, keep(5, 0))).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(new CheckpointPolicy(keep(2, 0)).surplus(all))
        .extracting(SavedCheckpoint::step)
        .containsExactly(2L, 3L);
    assertThat(new CheckpointPolicy(keep(2, 0)).surplus(List.of())).isEmpty();
  }

  @Test
  void theBestIsSparedAndOfEqualsTheFirst() {
    var all = course(0.5, 0.2, 0.3, 0.2, 0.4, 0.6);

    assertThat(left(all, keep(1, 0))).containsExactly(2L, 6L);
    assertThat(left(course(0.2, 0.9, 0.1), keep(1, 0))).containsExactly(3L);
  }

  @Test
  void withoutTheMetricThereIsNoBest() {
    var all =
        List.of(
            saved(1, 1, null, null),
            saved(1, 2, Map.of("train/loss", 0.1), null),
            saved(1, 3, Double.NaN),
            saved(1, 4, Map.of(), null));

    assertThat(left(all, keep(1, 0))).containsExactly(4L);
    var byLoss = new KeepCheckpoints(1, 0, "train/loss");
    assertThat(left(all, byLoss)).containsExactly(2L, 4L);
  }

  @Test
  void whatTheNewestNeedsStays() {
    var all =
        List.of(
            saved(1, 1, 0.30),
            saved(1, 2, Map.of(ERROR, 0.2999), "1/1"),
            saved(1, 3, Map.of(ERROR, 0.5), "1/1"));

    // The second is the best, but not by the least difference that early stopping asks for.
    assertThat(left(all, keep(1, 0))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void thoseBeforeThinOutEvenly() {
    var errors = new double[12];
    Arrays.setAll(errors, i -> i == 11 ? 0 : 1);

    // Before 11 and 12 are 1 to 10, of which four stay. All gaps are 2: 2, 4, 6 and 8 go, then the
    // smallest gap is that of 10, between 9 and 11; then of 1, 3, 5, 7, 9 the first inner one.
    assertThat(left(course(errors), keep(2, 4))).containsExactly(1L, 5L, 7L, 9L, 11L, 12L);
    assertThat(left(course(errors), keep(2, 1))).containsExactly(1L, 11L, 12L);
    assertThat(left(course(errors), keep(2, 10))).hasSize(12);
  }

  @Test
  void aLaterAttemptThatBeganFurtherBackLeavesBehindWhatLayAfter() {
    var all =
        List.of(
            saved(1, 10, 0.5),
            saved(1, 20, 0.4),
            saved(1, 30, 0.1),
            saved(2, 15, 0.6),
            saved(2, 25, 0.6));

    assertThat(left(all, keep(9, 9))).containsExactly(10L, 15L, 25L);
    var resumed = List.of(saved(1, 10, 0.5), saved(1, 20, 0.4), saved(2, 30, 0.5));
    assertThat(left(resumed, keep(9, 9))).containsExactly(10L, 20L, 30L);
  }

  /** As it happens: after each checkpoint what is left over goes, and never comes back. */
  @Test
  void overALongTrainingFewStayAndTheyReachFromItsBeginningToItsEnd() {
    var random = new Random(7);
    var keep = KeepCheckpoints.defaults();
    var left = new ArrayList<SavedCheckpoint>();
    double best = 1;
    for (int step = 1; step <= 500; step++) {
      double error = random.nextDouble();
      best = Math.min(best, error);
      left.add(saved(1, step, error));
      left.removeAll(new CheckpointPolicy(keep).surplus(left));

      assertThat(left).hasSizeLessThanOrEqualTo(12);
      assertThat(left.stream().mapToDouble(one -> one.value(ERROR)).min()).hasValue(best);
    }
    var steps = new TreeSet<>(left.stream().map(SavedCheckpoint::step).toList());
    assertThat(steps).contains(1L, 496L, 497L, 498L, 499L, 500L);
    assertThat(steps.headSet(496L)).hasSizeGreaterThanOrEqualTo(6);
    for (var step : steps.headSet(496L)) {
      assertThat(steps.higher(step) - step).as("gap after %d", step).isLessThan(2 * 500 / 6);
    }
  }
}
