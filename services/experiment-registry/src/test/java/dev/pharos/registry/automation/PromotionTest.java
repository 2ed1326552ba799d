package dev.pharos.registry.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.automation.Action.Incomparable;
import dev.pharos.contracts.automation.Action.Mode;
import dev.pharos.contracts.automation.Action.Promote;
import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.registry.models.ModelView;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PromotionTest {
  private static final String METRIC = "test/top1-error";

  private static ModelView.Version version(int number, int dataset, Double metric) {
    return new ModelView.Version(
        number,
        new UUID(0, number),
        Instant.EPOCH,
        "sha256:x",
        1,
        "lenet5",
        new DatasetChoice("photos", dataset),
        metric == null ? Map.of() : Map.of(METRIC, metric));
  }

  private static Promote wish(Mode mode, double by, Incomparable otherwise) {
    return new Promote("m", null, null, METRIC, mode, by, otherwise);
  }

  private static Promotion decide(Promote wish, ModelView.Version mine, ModelView.Version old) {
    return Promotion.decide(wish, mine, Optional.ofNullable(old));
  }

  @Test
  void onlyTheBetterOneIsPromoted() {
    var less = wish(Mode.MIN, 0, null);
    assertThat(decide(less, version(2, 1, 0.1), version(1, 1, 0.2)).promote()).isTrue();
    assertThat(decide(less, version(2, 1, 0.2), version(1, 1, 0.2)).promote()).isFalse();
    assertThat(decide(less, version(2, 1, 0.3), version(1, 1, 0.2)).promote()).isFalse();
    var more = wish(Mode.MAX, 0, null);
    assertThat(decide(more, version(2, 1, 0.3), version(1, 1, 0.2)).promote()).isTrue();
    assertThat(decide(more, version(2, 1, 0.1), version(1, 1, 0.2)).why())
        .isEqualTo("test/top1-error is 0.1, and 0.2 for version 1, not better");
  }

  @Test
  void itMustBeBetterByAsMuchAsWasAsked() {
    var much = wish(Mode.MIN, 0.125, null);
    assertThat(decide(much, version(2, 1, 0.375), version(1, 1, 0.5)).promote()).isTrue();
    assertThat(decide(much, version(2, 1, 0.4), version(1, 1, 0.5)).why()).endsWith("by 0.125");
  }

  @Test
  void theFirstOneIsPromotedIfItWasMeasured() {
    var wish = wish(Mode.MIN, 0, null);
    assertThat(decide(wish, version(1, 1, 0.9), null).promote()).isTrue();
    assertThat(decide(wish, version(1, 1, null), null).promote()).isFalse();
    assertThat(decide(wish, version(1, 1, Double.NaN), null).promote()).isFalse();
    assertThat(decide(wish, version(1, 1, 0.9), version(1, 1, 0.9)).why()).contains("already");
  }

  @Test
  void whatWasMeasuredOnOtherDataIsNotCompared() {
    var keep = decide(wish(Mode.MIN, 0, null), version(2, 2, 0.1), version(1, 1, 0.2));
    assertThat(keep.promote()).isFalse();
    assertThat(keep.comparable()).isFalse();
    assertThat(keep.why())
        .isEqualTo(
            "cannot be compared: version 1 was measured on photos version 1 and version 2 on photos"
                + " version 2");
    var promote = wish(Mode.MIN, 0, Incomparable.PROMOTE);
    assertThat(decide(promote, version(2, 2, 0.3), version(1, 1, 0.2)).promote()).isTrue();
    assertThat(decide(promote, version(2, 1, 0.3), version(1, 1, null)).promote()).isTrue();
  }
}
