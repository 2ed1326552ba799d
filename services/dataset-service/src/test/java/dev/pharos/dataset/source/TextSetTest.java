package dev.pharos.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSetTest {
  @Test
  void knowsWhatWasAdded() {
    var texts = new TextSet();
    var expected = new HashSet<String>();
    var random = new Random(1);
    for (var i = 0; i < 20_000; i++) {
      var text = "folder/\u732b" + random.nextInt(10_000);
      assertThat(texts.add(text)).isEqualTo(expected.add(text));
    }
    assertThat(texts.add("")).isTrue();
    assertThat(texts.add("")).isFalse();
  }
}
