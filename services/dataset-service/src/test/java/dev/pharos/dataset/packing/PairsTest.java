package dev.pharos.dataset.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PairsTest {
  @Test
  void eachPairIsKeptOnceWhicheverPassFindsItInWhicheverDirection() {
    var random = new Random(1);
    var pairs = new Pairs(100_000);
    var expected = new TreeSet<Long>();
    for (var pass = 0; pass < 4; pass++) {
      var found = new TreeSet<Long>();
      while (found.size() < 2_000) {
        var lower = random.nextInt(70);
        var higher = Integer.MAX_VALUE - random.nextInt(70);
        if (found.add((long) lower << 32 | higher)) {
          pairs.add(pass % 2 == 0 ? lower : higher, pass % 2 == 0 ? higher : lower);
        }
      }
      pairs.endPass();
      expected.addAll(found);
    }
    assertThat(pairs.inOrder()).containsExactlyElementsOf(expected);
    var first = expected.first();
    assertThat(Pairs.lower(first)).isEqualTo((int) (first >>> 32));
    assertThat(Pairs.higher(first)).isEqualTo(first.intValue());
  }

  @Test
  void thereAreNoMoreThanWanted() {
    var pairs = new Pairs(1_500);
    for (var i = 0; i < 2_000; i++) {
      assertThat(pairs.isFull()).isEqualTo(i >= 1_500);
      pairs.add(i, i + 1);
    }
    pairs.endPass();
    assertThat(pairs.inOrder()).hasSize(1_500);
  }
}
