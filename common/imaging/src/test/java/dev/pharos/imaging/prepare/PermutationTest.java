package dev.pharos.imaging.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {
  private static int[] order(int size, long seed, long epoch) {
    var permutation = new Permutation(size, seed, epoch);
    return IntStream.range(0, size).map(permutation::at).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 16, 17, 63, 64, 65, 1000, 65_537})
  void everyNumberComesOnce(int size) {
    for (var epoch = 0; epoch < 5; epoch++) {
      assertThat(IntStream.of(order(size, 1, epoch)).sorted().toArray())
          .isEqualTo(IntStream.range(0, size).toArray());
    }
  }

  @Test
  void theLargestSetIsWithinReach() {
    var permutation = new Permutation(Integer.MAX_VALUE, 1, 0);
    var seen = new HashSet<Integer>();
    for (var position = Integer.MAX_VALUE - 1; position > Integer.MAX_VALUE - 1000; position--) {
      assertThat(permutation.at(position)).isBetween(0, Integer.MAX_VALUE - 1);
      assertThat(seen.add(permutation.at(position))).isTrue();
    }
  }

  @Test
  void everyNumberIsAsLikelyAtEveryPosition() {
    var counts = new int[10][10];
    for (var epoch = 0; epoch < 10_000; epoch++) {
      var order = order(10, 7, epoch);
      for (var position = 0; position < 10; position++) {
        counts[position][order[position]]++;
      }
    }
    // 1000 expected with a deviation of 30: five of them are never exceeded by chance.
    for (var row : counts) {
      assertThat(IntStream.of(row).boxed())
          .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }
  }

  @Test
  void neighboursAreDrawnApart() {
    var order = order(10_000, 3, 0);
    var together =
        IntStream.range(1, order.length)
            .filter(i -> Math.abs(order[i] - order[i - 1]) == 1)
            .count();
    // Of 9999 pairs two in 10,000 lie side by side.
    assertThat(together).isLessThan(12);
  }

  @Test
  void theOrderIsTheSameForEver() {
    assertThat(order(8, 42, 1)).containsExactly(6, 5, 1, 3, 2, 7, 4, 0);
    assertThat(order(8, 42, 2)).isNotEqualTo(order(8, 42, 1));
    assertThat(order(8, 43, 1)).isNotEqualTo(order(8, 42, 1));
  }
}
