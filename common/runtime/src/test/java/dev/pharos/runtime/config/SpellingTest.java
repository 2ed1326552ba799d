package dev.pharos.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> WORDS = List.of("http.port", "http.host", "kafka.topic-prefix");

  @Test
  void findsTheNearestWord() {
    assertThat(Spelling.nearest("http.prot", WORDS)).contains("http.port");
    assertThat(Spelling.nearest("kafka.topicprefix", WORDS)).contains("kafka.topic-prefix");
  }

  @Test
  void findsNothingWhenNothingIsNear() {
    assertThat(Spelling.nearest("database.url", WORDS)).isEmpty();
    assertThat(Spelling.nearest("x", List.of())).isEmpty();
  }
}
