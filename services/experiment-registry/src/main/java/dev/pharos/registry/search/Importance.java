package dev.pharos.registry.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much each parameter by itself tells about the result: the share of the variance of the
 * results' ranks that lies between groups of its values (epsilon squared, Kelley 1935: the
 * correlation ratio less what chance gives it). Ranks, so that a few diverged trials do not decide
 * it; numbers of many values are grouped by quarters. Effects of parameters together are not seen.
 */
public final class Importance {
  /** Fewer results say nothing. */
  static final int FEWEST = 5;

  private static final int MOST_GROUPS = 5;
  private static final int QUARTERS = 4;

  private Importance() {}

  /** A trial's parameters and what came of them. */
  public record Result(Map<String, JsonNode> values, double value) {}

  /**
   * How much of a parameter's effect is seen.
   *
   * @param share from 0 to 1
   */
  public record Weight(String parameter, double share) {}

  /** The parameters, the most important first; empty while there are too few results. */
  public static List<Weight> of(List<Result> results) {
    var usable = results.stream().filter(result -> !Double.isNaN(result.value())).toList();
    if (usable.size() < FEWEST) {
      return List.of();
    }
    var ranks = ranks(usable.stream().map(Result::value).toList());
    return usable.get(0).values().keySet().stream()
        .map(name -> new Weight(name, share(groups(usable, name), ranks)))
        .sorted(
            Comparator.comparingDouble((Weight weight) -> -weight.share())
                .thenComparing(Weight::parameter))
        .toList();
  }

  private static double share(List<Integer> groups, List<Double> ranks) {
    var byGroup =
        IntStream.range(0, ranks.size())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    groups::get, TreeMap::new, Collectors.summarizingDouble(ranks::get)));
    int n = ranks.size();
    double mean = (n + 1) / 2.0;
    double whole = ranks.stream().mapToDouble(rank -> (rank - mean) * (rank - mean)).sum();
    double between =
        byGroup.values().stream()
            .mapToDouble(group -> group.getCount() * Math.pow(group.getAverage() - mean, 2))
            .sum();
    int k = byGroup.size();
    if (whole == 0 || k < 2 || k >= n) {
      return 0;
    }
    double unexplained = (whole - between) / whole * (n - 1) / (n - k);
    return Math.max(0, 1 - unexplained);
  }

  /** The group of each result by a parameter's value. */
  private static List<Integer> groups(List<Result> results, String parameter) {
    var values = results.stream().map(result -> result.values().get(parameter)).toList();
    var distinct = values.stream().distinct().toList();
    boolean isMany = distinct.size() > MOST_GROUPS;
    if (!isMany || !distinct.stream().allMatch(JsonNode::isNumber)) {
      return values.stream().map(distinct::indexOf).toList();
    }
    int n = values.size();
    return ranks(values.stream().map(JsonNode::asDouble).toList()).stream()
        .map(rank -> (int) ((rank - 1) * QUARTERS / n))
        .toList();
  }

  /** Ranks from 1; equals share the mean of theirs. */
  static List<Double> ranks(List<Double> values) {
    var ranks = new ArrayList<Double>();
    for (double value : values) {
      long below = values.stream().filter(other -> other < value).count();
      long same = values.stream().filter(other -> other == value).count();
      ranks.add(below + (same + 1) / 2.0);
    }
    return ranks;
  }
}
