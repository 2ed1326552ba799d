package dev.pharos.registry.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.job.SweepMethod;
import dev.pharos.contracts.job.SweepParameter;
import dev.pharos.contracts.job.SweepSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which trials a sweep consists of: a function of its parameters and its seed. Parameters are taken
 * by name, so that the order in which a document has them changes nothing.
 */
public final class Proposals {
  /** Draws after which it is given up to find a combination that was not drawn before. */
  private static final int MOST_DRAWS = 10_000;

  private Proposals() {}

  /**
   * The parameters of each trial, in order. Fewer than {@code maxTrials} where there are not so
   * many combinations.
   *
   * @param spec a sweep whose {@code maxTrials} is set
   */
  public static List<Map<String, JsonNode>> of(SweepSpec spec) {
    return spec.method() == SweepMethod.GRID
        ? grid(spec.parameters(), spec.maxTrials())
        : random(spec.parameters(), spec.maxTrials(), spec.seed());
  }

  /**
   * How many combinations there are; empty if a range is not divided, so that there is no end of
   * them.
   */
  public static OptionalLong size(Map<String, SweepParameter> parameters) {
    long size = 1;
    for (var parameter : parameters.values()) {
      var points = new Range(parameter).points();
      if (points.isEmpty()) {
        return OptionalLong.empty();
      }
      size = Math.multiplyExact(Math.min(size, Integer.MAX_VALUE), (long) points.get().size());
    }
    return OptionalLong.of(size);
  }

  /** The ends of every parameter, beside the first values of the others: samples to check. */
  public static List<Map<String, JsonNode>> corners(Map<String, SweepParameter> parameters) {
    var ends =
        parameters.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> new Range(entry.getValue()).corners(),
                    (one, other) -> one,
                    TreeMap::new));
    var first = new TreeMap<String, JsonNode>();
    ends.forEach((name, values) -> first.put(name, values.get(0)));
    Set<Map<String, JsonNode>> samples = new LinkedHashSet<>();
    samples.add(first);
    ends.forEach(
        (name, values) ->
            values.forEach(
                value -> {
                  var sample = new TreeMap<>(first);
                  sample.put(name, value);
                  samples.add(sample);
                }));
    return List.copyOf(samples);
  }

  /** Like nested loops over the parameters by name, the last one innermost. */
  private static List<Map<String, JsonNode>> grid(
      Map<String, SweepParameter> parameters, int most) {
    List<Map<String, JsonNode>> grid = List.of(Map.of());
    for (var parameter : new TreeMap<>(parameters).entrySet()) {
      var points = new Range(parameter.getValue()).points().orElseThrow();
      var longer = new ArrayList<Map<String, JsonNode>>();
      for (var start : grid) {
        for (var point : points) {
          longer.add(with(start, parameter.getKey(), point));
        }
      }
      grid = longer;
    }
    return grid.subList(0, Math.min(most, grid.size()));
  }

  private static List<Map<String, JsonNode>> random(
      Map<String, SweepParameter> parameters, int most, long seed) {
    Set<Map<String, JsonNode>> drawn = new LinkedHashSet<>();
    var random = new SplittableRandom(seed);
    for (int misses = 0; drawn.size() < most && misses < MOST_DRAWS; ) {
      var values = new TreeMap<String, JsonNode>();
      for (var parameter : new TreeMap<>(parameters).entrySet()) {
        values.put(parameter.getKey(), new Range(parameter.getValue()).draw(random));
      }
      misses = drawn.add(values) ? 0 : misses + 1;
    }
    return List.copyOf(drawn);
  }

  private static Map<String, JsonNode> with(
      Map<String, JsonNode> values, String name, JsonNode value) {
    var more = new TreeMap<>(values);
    more.put(name, value);
    return more;
  }
}
