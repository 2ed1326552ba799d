package dev.pharos.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextsTest {
  private final Texts texts = new Texts();

  private static String text(Random random) {
    var text = new StringBuilder();
    for (var length = random.nextInt(40); length > 0; length--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> 0x1f600 + random.nextInt(50);
            case 1 -> 0xe000 + random.nextInt(0x1000);
            case 2 -> 0xe0 + random.nextInt(0x700);
            default -> 'a' + random.nextInt(26);
          });
    }
    return text.toString();
  }

  @Test
  void textsOfAnyScriptAndLengthAreKept() {
    var random = new Random(1);
    var expected = new ArrayList<String>();
    for (var i = 0; i < 5_000; i++) {
      var text = i % 1_000 == 999 ? "long".repeat(20_000) : text(random);
      expected.add(text);
      assertThat(texts.add(text)).isEqualTo(i);
      assertThat(texts.get(i)).isEqualTo(text);
    }
    assertThat(texts.size()).isEqualTo(5_000);
    for (var i = 0; i < 5_000; i++) {
      assertThat(texts.get(i)).isEqualTo(expected.get(i));
    }
  }

  @Test
  void theOrderIsThatOfCodePoints() {
    var random = new Random(2);
    for (var i = 0; i < 3_000; i++) {
      texts.add(text(random));
    }
    for (var i = 0; i < 10_000; i++) {
      var one = random.nextInt(3_000);
      var other = random.nextInt(3_000);
      var expected = compare(texts.get(one), texts.get(other));
      assertThat(Integer.signum(texts.compare(one, other))).isEqualTo(expected);
    }
  }

  private static int compare(String one, String other) {
    var points = one.codePoints().toArray();
    var others = other.codePoints().toArray();
    return Integer.signum(Arrays.compare(points, others));
  }
}
