package dev.pharos.registry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How points become stretches, and what is shown of them. */
class StretchTest {
  private static Point point(long step, double value) {
    return new Point(step, value, Instant.EPOCH.plusSeconds(step), (int) step / 100, 1);
  }

  private static List<Point> points(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> point(i, Math.sin(i / 50.0))).toList();
  }

  @Test
  void tellsTheLowestTheHighestAndTheLast() {
    var stretch =
        Stretch.extend(
                Optional.empty(),
                List.of(point(1, 3), point(4, 1), point(5, 9), point(6, 9), point(7, 1)),
                10)
            .get(0);
    assertThat(stretch.fromStep()).isEqualTo(1);
    assertThat(stretch.toStep()).isEqualTo(7);
    assertThat(stretch.points()).isEqualTo(5);
    assertThat(stretch.low().step()).isEqualTo(4);
    assertThat(stretch.high().step()).isEqualTo(5);
    assertThat(stretch.last().value()).isEqualTo(1);
  }

  @Test
  void aNaNIsHigherThanAnyNumber() {
    var stretches =
        Stretch.extend(
            Optional.empty(),
            List.of(point(1, Double.POSITIVE_INFINITY), point(2, Double.NaN), point(3, 0)),
            3);
    assertThat(stretches.get(0).high().value()).isNaN();
    assertThat(stretches.get(0).low().value()).isZero();
  }

  @Test
  void howPointsArriveMakesNoDifference() {
    var random = new Random(7);
    var all = points(1_000);
    var whole = Stretch.extend(Optional.empty(), all, 32);
    assertThat(whole).hasSize(32);

    var pieces = new ArrayList<Stretch>();
    for (int from = 0; from < all.size(); ) {
      int to = Math.min(all.size(), from + 1 + random.nextInt(90));
      var last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
      var changed = Stretch.extend(Optional.ofNullable(last), all.subList(from, to), 32);
      if (last != null && changed.get(0).fromStep() == last.fromStep()) {
        pieces.remove(pieces.size() - 1);
      }
      pieces.addAll(changed);
      from = to;
    }
    assertThat(pieces).isEqualTo(whole);
  }

  @Test
  void whatIsShownKeepsEndsAndPeaksAndIsNotMoreThanWanted() {
    var all = new ArrayList<>(points(10_000));
    all.set(4_321, point(4_322, 1e9));
    all.set(77, point(78, -1e9));
    var stretches = Stretch.extend(Optional.empty(), all, 32);
    for (int most : new int[] {4, 5, 100, 2_000}) {
      var shown = Stretch.shown(ShownPoint.of(all.get(0)), stretches, most);
      assertThat(shown).hasSizeLessThanOrEqualTo(most).hasSizeGreaterThan(most / 4);
      var steps = shown.stream().map(ShownPoint::step).toList();
      assertThat(steps).isSorted().doesNotHaveDuplicates().contains(1L, 78L, 4_322L, 10_000L);
    }
  }

  @Test
  void fewPointsAreAllShown() {
    var few = points(50).stream().map(ShownPoint::of).toList();
    assertThat(ShownPoint.thin(few, 50)).isEqualTo(few);
    assertThat(ShownPoint.thin(few, 49)).hasSizeLessThan(50).contains(few.get(0), few.get(49));
  }
}
