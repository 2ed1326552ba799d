package dev.pharos.registry.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.job.SweepSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProposalsTest {
  @Test
  void aGridIsEveryCombinationTheLastParameterFastest() {
    var trials =
        Proposals.of(
            spec(
                """
                {"method": "grid", "maxTrials": 100, "parameters": {
                  "training.momentum": {"from": 0.1, "to": 0.3, "step": 0.1},
                  "network.settings.activation": {"values": ["tanh", "relu"]}}}
                """));

    assertThat(trials)
        .extracting(ProposalsTest::text)
        .containsExactly(
            "{\"network.settings.activation\":\"tanh\",\"training.momentum\":0.1}",
            "{\"network.settings.activation\":\"tanh\",\"training.momentum\":0.2}",
            "{\"network.settings.activation\":\"tanh\",\"training.momentum\":0.3}",
            "{\"network.settings.activation\":\"relu\",\"training.momentum\":0.1}",
            "{\"network.settings.activation\":\"relu\",\"training.momentum\":0.2}",
            "{\"network.settings.activation\":\"relu\",\"training.momentum\":0.3}");
  }

  @Test
  void aLogarithmicRangeIsDividedIntoEqualFactors() {
    assertThat(points("{\"from\": 0.0001, \"to\": 0.1, \"scale\": \"log\", \"count\": 4}"))
        .isEqualTo("[1.0E-4,0.001,0.01,0.1]");
    assertThat(
            points(
                "{\"from\": 16, \"to\": 256, \"scale\": \"log\", \"count\": 5, \"whole\": true}"))
        .isEqualTo("[16,32,64,128,256]");
    assertThat(points("{\"from\": 1, \"to\": 3, \"count\": 5, \"whole\": true}"))
        .as("whole numbers once each")
        .isEqualTo("[1,2,3]");
    assertThat(points("{\"from\": 2, \"to\": 9, \"step\": 3}")).isEqualTo("[2,5,8]");
  }

  @Test
  void theSameSeedDrawsTheSameAndAnotherSeedSomethingElse() {
    var seven = drawn(7, 20);

    assertThat(seven).hasSize(20).isEqualTo(drawn(7, 20)).isNotEqualTo(drawn(8, 20));
    assertThat(drawn(7, 5)).as("fewer are the first of more").isEqualTo(seven.subList(0, 5));
    assertThat(seven)
        .allSatisfy(
            values -> {
              assertThat(values.get("training.learningRate").asDouble()).isBetween(0.0001, 0.1);
              assertThat(values.get("training.batchSize").isIntegralNumber()).isTrue();
              assertThat(values.get("training.batchSize").asInt()).isBetween(16, 256);
            });
  }

  @Test
  void aLogarithmicDrawFindsEachDecadeAsOften() {
    var small =
        drawn(3, 1_000).stream()
            .filter(values -> values.get("training.learningRate").asDouble() < 0.001)
            .count();

    // A third lies in the lowest of three decades; 4 standard deviations are 60.
    assertThat(small).isBetween(273L, 393L);
  }

  @Test
  void nothingIsDrawnTwiceAndTheSpaceMayBeSmallerThanWanted() {
    var trials =
        Proposals.of(
            spec(
                """
                {"maxTrials": 50, "parameters": {
                  "training.batchSize": {"values": [16, 32, 64]},
                  "training.momentum": {"values": [0.5, 0.9]}}}
                """));

    assertThat(trials).hasSize(6);
    assertThat(new HashSet<>(trials)).hasSize(6);
  }

  @Test
  void cornersAreTheEndsOfEachBesideTheFirstOfTheOthers() {
    var corners =
        Proposals.corners(
            spec("""
                    {"parameters": {
                      "training.batchSize": {"values": [16, 32, 64]},
                      "training.momentum": {"from": 0.5, "to": 0.9}}}
                    """)
                .parameters());

    assertThat(corners)
        .extracting(ProposalsTest::text)
        .containsExactly(
            "{\"training.batchSize\":16,\"training.momentum\":0.5}",
            "{\"training.batchSize\":32,\"training.momentum\":0.5}",
            "{\"training.batchSize\":64,\"training.momentum\":0.5}",
            "{\"training.batchSize\":16,\"training.momentum\":0.9}");
  }

  private static List<Map<String, JsonNode>> drawn(long seed, int trials) {
    return Proposals.of(
        spec(
            """
            {"method": "asha", "maxTrials": %d, "seed": %d, "parameters": {
              "training.learningRate": {"from": 0.0001, "to": 0.1, "scale": "log"},
              "training.batchSize": {"from": 16, "to": 256, "scale": "log", "whole": true}}}
            """
                .formatted(trials, seed)));
  }

  private static String points(String range) {
    var parameters = spec("{\"parameters\": {\"training.momentum\": " + range + "}}").parameters();
    return text(new Range(parameters.get("training.momentum")).points().orElseThrow());
  }

  static SweepSpec spec(String json) {
    var job = "{\"job\": {\"network\": {\"name\": \"lenet5\"}, \"dataset\": {\"name\": \"pets\"}},";
    var text = job + json.strip().substring(1);
    return MessageCodec.decode(SweepSpec.class, MessageCodec.parse(text.getBytes(UTF_8)));
  }

  private static String text(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
