package dev.pharos.registry.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pharos.registry.search.Importance.Result;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportanceTest {
  @Test
  void whatDecidesTheResultIsWorthAllAndWhatDoesNotNothing() {
    // Ranks 1, 2 for a and 5, 6 for b, and 3, 4 for c: between groups 16, of 17.5 in all.
    var weights =
        Importance.of(
            List.of(
                result("a", "x", 0.1),
                result("a", "y", 0.2),
                result("b", "x", 0.5),
                result("b", "y", 0.6),
                result("c", "x", 0.3),
                result("c", "y", 0.4)));

    assertThat(weights).extracting(Importance.Weight::parameter).containsExactly("p", "q");
    // 1 - (1.5 / 17.5) * (5 / 3)
    assertThat(weights.get(0).share()).isCloseTo(0.857142857, within(1e-9));
    // Mean ranks 3 and 4: 1.5 between, which is less than chance gives.
    assertThat(weights.get(1).share()).isZero();
  }

  @Test
  void numbersAreGroupedByQuarters() {
    var results =
        IntStream.range(0, 40)
            .mapToObj(
                i -> {
                  Map<String, JsonNode> values = Map.of("rate", DoubleNode.valueOf(i / 40.0));
                  return new Result(values, i * i);
                })
            .toList();

    // Four groups of ten ranks: 15/16 of the variance and a little less what chance gives.
    assertThat(Importance.of(results).get(0).share()).isCloseTo(0.93, within(0.01));
  }

  @Test
  void tooFewResultsSayNothing() {
    assertThat(Importance.of(List.of(result("a", "x", 0.1), result("b", "x", 0.2)))).isEmpty();
  }

  @Test
  void equalsShareTheirRank() {
    assertThat(Importance.ranks(List.of(3.0, 1.0, 3.0, 2.0))).containsExactly(3.5, 1.0, 3.5, 2.0);
  }

  private static Result result(String p, String q, double value) {
    return new Result(Map.of("p", TextNode.valueOf(p), "q", TextNode.valueOf(q)), value);
  }
}
