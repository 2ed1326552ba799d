package dev.pharos.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.engine.EngineException;
import dev.pharos.worker.training.schedule.BestError;
import dev.pharos.worker.training.schedule.Guidance;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionTest {
  @Test
  void comesBackAsItWasWritten() {
    var position =
        new Position(
            3,
            17,
            "sha256:a",
            Map.of("train/loss", 0.25),
            new Guidance(new BestError(0.5, 2, 1), 1, new BestError(0.4, 1, 2)),
            new ArtifactRef("sha256:" + "c".repeat(64), 9));

    assertThat(Position.of(position.toJson(), "sha256:a")).isEqualTo(position);
  }

  @Test
  void whatWasWrittenBeforeThereWasGuidanceIsRead() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("epoch", 3).put("step", 17).put("dataset", "sha256:a").putObject("metrics");

    assertThat(Position.of(json, "sha256:a"))
        .isEqualTo(new Position(3, 17, "sha256:a", Map.of(), Guidance.none(), null));
  }

  @Test
  void belongsToOneDataset() {
    var position = new Position(3, 17, "sha256:a", Map.of(), null, null).toJson();

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
