package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.job.SweepEnded;
import dev.pharos.contracts.job.SweepState;
import dev.pharos.platform.client.Sweep;
import dev.pharos.platform.terminal.Words;
import java.util.Map;
import java.util.stream.Collectors;

/** Sweeps in words. */
final class SweepReport {
  private SweepReport() {}

  /** How far a sweep is. */
  static String progress(Sweep sweep) {
    var words = "%d/%d trials".formatted(sweep.ended(), sweep.size());
    if (sweep.count("STOPPED") > 0) {
      words += ", %d stopped early".formatted(sweep.count("STOPPED"));
    }
    if (sweep.count("FAILED") > 0) {
      words += ", %d failed".formatted(sweep.count("FAILED"));
    }
    if (sweep.best() != null) {
      words += ", best %s".formatted(Words.value(sweep.best().value()));
    }
    return sweep.state() == SweepState.PAUSED ? words + ", paused" : words;
  }

  /** The best trial. */
  static String best(Sweep sweep, SweepEnded.Best best) {
    return "%s %s in trial %d (run %s): %s"
        .formatted(
            sweep.metric(),
            Words.value(best.value()),
            best.trial(),
            best.run(),
            values(best.values()));
  }

  /** Parameters by the last part of their places. */
  static String values(Map<String, JsonNode> values) {
    return values.entrySet().stream()
        .map(entry -> shortName(entry.getKey()) + "=" + entry.getValue().asText())
        .collect(Collectors.joining(" "));
  }

  static String shortName(String place) {
    return place.substring(place.lastIndexOf('.') + 1);
  }
}
