package dev.pharos.registry.placement;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much each team has, in proportion to its share. */
final class Shares {
  private final Map<String, Team> teams = new HashMap<>();
  private final Map<String, Integer> devices = new HashMap<>();

  Shares(Collection<Team> teams, List<HeldRun> held) {
    teams.forEach(team -> this.teams.put(team.name(), team));
    held.forEach(run -> take(run.team(), run.demand().devices()));
  }

  /** A team has so many more. */
  void take(String team, int count) {
    devices.merge(team, count, Integer::sum);
  }

  /** What a team has. */
  int devices(String team) {
    return devices.getOrDefault(team, 0);
  }

  /** The same in proportion to its share; who has least is served next. */
  double load(String team) {
    return devices(team) / team(team).share();
  }

  /** Whether so many more are beyond the team's limit. */
  boolean exceeds(String team, int count) {
    var limit = team(team).maxDevices();
    return limit.isPresent() && devices(team) + count > limit.getAsInt();
  }

  /** Whether the team may ever have so many. */
  boolean allows(String team, int count) {
    var limit = team(team).maxDevices();
    return limit.isEmpty() || count <= limit.getAsInt();
  }

  Team team(String name) {
    return teams.getOrDefault(name, Team.of(name));
  }
}
