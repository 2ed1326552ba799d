package dev.pharos.registry.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The order of service: the most urgent first; among equals the team that has least of its share;
 * within a team by place.
 */
final class Line {
  private static final Comparator<WaitingRun> BY_PLACE =
      Comparator.comparingLong(WaitingRun::place).thenComparing(WaitingRun::run);

  private final TreeMap<Integer, Map<String, Deque<WaitingRun>>> levels = new TreeMap<>();
  private final Shares shares;

  /**
   * @param runs whom nothing keeps from being served
   * @param shares what the teams have; who serves a run adds to it
   */
  Line(List<WaitingRun> runs, Shares shares, Instant now, Duration aging) {
    this.shares = shares;
    var sorted = new ArrayList<>(runs);
    sorted.sort(BY_PLACE);
    for (var run : sorted) {
      levels
          .computeIfAbsent(run.level(now, aging), level -> new LinkedHashMap<>())
          .computeIfAbsent(run.team(), team -> new ArrayDeque<>())
          .add(run);
    }
  }

  /** Who is served next; leaves the line. */
  Optional<WaitingRun> next() {
    var first = levels.firstEntry();
    if (first == null) {
      return Optional.empty();
    }
    var teams = first.getValue();
    var team = first(teams);
    var run = teams.get(team).remove();
    if (teams.get(team).isEmpty()) {
      teams.remove(team);
    }
    if (teams.isEmpty()) {
      levels.remove(first.getKey());
    }
    return Optional.of(run);
  }

  private String first(Map<String, Deque<WaitingRun>> teams) {
    if (teams.size() == 1) {
      return teams.keySet().iterator().next();
    }
    return teams.entrySet().stream()
        .min(
            Comparator.<Map.Entry<String, Deque<WaitingRun>>>comparingDouble(
                    entry -> shares.load(entry.getKey()))
                .thenComparing(entry -> entry.getValue().element(), BY_PLACE))
        .orElseThrow()
        .getKey();
  }
}
