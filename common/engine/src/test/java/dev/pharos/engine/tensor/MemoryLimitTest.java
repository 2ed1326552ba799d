package dev.pharos.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryLimitTest {

  @Test
  void sizesHaveUnits() {
    assertThat(MemoryLimit.parse("123")).isEqualTo(123);
    assertThat(MemoryLimit.parse("2k")).isEqualTo(2048);
    assertThat(MemoryLimit.parse("1500M")).isEqualTo(1500L << 20);
    assertThat(MemoryLimit.parse(" 8g ")).isEqualTo(8L << 30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g", "-1", "1.5g", "8gb"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> MemoryLimit.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pharos.engine.memory: " + text + " is not valid");
  }

  @Test
  void withoutASettingTheMachineDecides() {
    assertThat(MemoryLimit.bytes()).isGreaterThan(100L << 20);
  }
}
