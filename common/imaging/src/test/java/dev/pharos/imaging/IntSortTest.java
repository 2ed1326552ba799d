package dev.pharos.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntSortTest {
  @Test
  void sortsAsTheLibrarySortsObjectsAndKeepsTheOrderOfEqualOnes() {
    var random = new Random(1);
    for (var count = 0; count < 300; count++) {
      // Few different values, so that many are equal.
      var values = random.ints(count, 0, 1 + count / 4).toArray();
      var expected =
          IntStream.range(0, count)
              .boxed()
              .sorted(Comparator.comparing(i -> values[i]))
              .mapToInt(i -> i)
              .toArray();
      assertThat(IntSort.sorted(count, (one, other) -> Integer.compare(values[one], values[other])))
          .isEqualTo(expected);
    }
  }

  @Test
  void whatIsInOrderIsLookedAtOnce() {
    var numbers = IntStream.range(0, 10_000).toArray();
    var comparisons = new AtomicInteger();
    IntSort.sort(
        numbers,
        (one, other) -> {
          comparisons.incrementAndGet();
          return Integer.compare(one, other);
        });
    assertThat(numbers).isSorted();
    assertThat(comparisons).hasValueLessThan(11_000);
  }

  @Test
  void numbersMayBeSortedByAnythingAlsoIfNotAllAreThere() {
    var numbers = new int[] {7, 3, 9, 1};
    IntSort.sort(numbers, (one, other) -> Integer.compare(other, one));
    assertThat(Arrays.stream(numbers)).containsExactly(9, 7, 3, 1);
  }
}
