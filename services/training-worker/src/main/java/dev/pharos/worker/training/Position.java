package dev.pharos.worker.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Json;
import dev.pharos.engine.EngineException;
import dev.pharos.worker.training.schedule.Guidance;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a training is in its data; part of a checkpoint.
 *
 * @param epoch the epoch it is in, from 0; the number of epochs when all are done
 * @param step steps of that epoch that are done
 * @param dataset digest of the packed data set
 * @param metrics the last value of each metric that is measured once per epoch
 * @param guidance what the validation errors so far mean for what comes
 * @param best the checkpoint of the best epoch; null when that is this one, or nobody asked for it
 */
record Position(
    int epoch,
    int step,
    String dataset,
    Map<String, Double> metrics,
    Guidance guidance,
    ArtifactRef best) {
  Position {
    metrics = metrics == null ? Map.of() : new TreeMap<>(metrics);
    guidance = guidance == null ? Guidance.none() : guidance;
  }

  static Position beginning(String dataset) {
    return new Position(0, 0, dataset, Map.of(), Guidance.none(), null);
  }

  JsonNode toJson() {
    return Json.mapper().valueToTree(this);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws EngineException when the checkpoint belongs to another data set or says no position
   */
  static Position of(JsonNode json, String dataset) {
    try {
      var position = Json.mapper().convertValue(json, Position.class);
      if (position != null && dataset.equals(position.dataset)) {
        return position;
      }
    } catch (IllegalArgumentException e) {
      throw new EngineException("the checkpoint's position is unreadable: " + e.getMessage(), e);
    }
    throw new EngineException(
        "the checkpoint was made with another data set than %s: %s".formatted(dataset, json));
  }
}
