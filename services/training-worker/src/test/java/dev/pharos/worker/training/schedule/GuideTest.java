package dev.pharos.worker.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.EarlyStopping;
import dev.pharos.contracts.job.Recipe;
import dev.pharos.contracts.job.Schedule;
import dev.pharos.contracts.job.Training;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuideTest {
  @Test
  void theRateDropsWhenTheErrorHasNotImprovedForAsLongAsThePatience() {
    assertThat(drops(2, 3, 0.5, 0.4, 0.4, 0.45, 0.3, 0.35, 0.31))
        .containsExactly(0, 0, 0, 1, 1, 1, 2);
  }

  @Test
  void aDropGivesTheNewRateTheWholePatience() {
    assertThat(drops(2, 3, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5)).containsExactly(0, 0, 1, 1, 2, 2);
  }

  @Test
  void itDropsNoMoreThanWanted() {
    assertThat(drops(1, 3, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5)).containsExactly(0, 1, 2, 3, 3, 3);
  }

  @Test
  void anEqualErrorIsNoBetterAndALowerOneIs() {
    assertThat(drops(1, 9, 0.5, 0.5, 0.49999, 0.49999)).containsExactly(0, 1, 1, 2);
  }

  @Test
  void theDropsOfThePaper() {
    var guide = new Guide(Recipe.ALEXNET_PAPER.training());
    var guidance = Guidance.none();
    for (var epoch = 1; epoch <= 90; epoch++) {
      guidance = guide.after(guidance, 0.4, epoch);
    }
    assertThat(guidance.drops()).isEqualTo(3);
    assertThat(guide.endsEarly(guidance)).isFalse();
  }

  @Test
  void trainingEndsWhenNoEpochWasBetterForAsLongAsThePatience() {
    var guide = new Guide(stopping(new EarlyStopping(3, 0.0)));
    var errors = List.of(0.5, 0.3, 0.4, 0.3, 0.31);
    var guidance = Guidance.none();
    var ends = new ArrayList<Boolean>();
    for (var epoch = 1; epoch <= errors.size(); epoch++) {
      guidance = guide.after(guidance, errors.get(epoch - 1), epoch);
      ends.add(guide.endsEarly(guidance));
    }
    assertThat(ends).containsExactly(false, false, false, false, true);
    assertThat(guidance.stopping()).isEqualTo(new BestError(0.3, 2, 3));
    assertThat(guide.isBest(guidance, 2)).isTrue();
    assertThat(guide.isBest(guidance, 5)).isFalse();
  }

  @Test
  void aSmallGainCountsOnlyWhereItIsWanted() {
    var before = new BestError(0.30, 2, 1);

    assertThat(before.with(0.295, 4, 0.0)).isEqualTo(new BestError(0.295, 4, 0));
    assertThat(before.with(0.295, 4, 0.01)).isEqualTo(new BestError(0.30, 2, 2));
  }

  @Test
  void withoutEitherRuleErrorsChangeNothing() {
    var guide = new Guide(Training.defaults());

    assertThat(guide.needsValidation()).isFalse();
    assertThat(guide.after(Guidance.none(), 0.5, 1)).isEqualTo(Guidance.none());
    assertThat(guide.isBest(Guidance.none(), 0)).isFalse();
    assertThat(new Guide(Recipe.ALEXNET_PAPER.training()).needsValidation()).isTrue();
    assertThat(new Guide(stopping(new EarlyStopping(1, 0.0))).needsValidation()).isTrue();
  }

  private static Training stopping(EarlyStopping rule) {
    return Training.builder().earlyStopping(rule).build();
  }

  /** Drops after each of some epochs. */
  private static List<Integer> drops(int patience, int most, double... errors) {
    var schedule = new Schedule.Plateau(0.1, patience, most);
    var guide = new Guide(Training.builder().schedule(schedule).build());
    var guidance = Guidance.none();
    var drops = new ArrayList<Integer>();
    for (var i = 0; i < errors.length; i++) {
      guidance = guide.after(guidance, errors[i], i + 1);
      drops.add(guidance.drops());
    }
    return drops;
  }
}
