package dev.pharos.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pharos.engine.EngineException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionTest {
  @Test
  void comesBackAsItWasWritten() {
    var position = new Position(3, 17, "sha256:a", Map.of("train/loss", 0.25));

    assertThat(Position.of(position.toJson(), "sha256:a")).isEqualTo(position);
  }

  @Test
  void belongsToOneDataset() {
    var position = new Position(3, 17, "sha256:a", Map.of()).toJson();

    assertThatThrownBy(() -> Position.of(position, "sha256:b"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("another data set");
  }

  @Test
  void isNotMadeUp() {
    assertThatThrownBy(() -> Position.of(MissingNode.getInstance(), "sha256:a"))
        .isInstanceOf(EngineException.class);
    assertThatThrownBy(() -> Position.of(JsonNodeFactory.instance.textNode("x"), "sha256:a"))
        .isInstanceOf(EngineException.class);
  }
}
