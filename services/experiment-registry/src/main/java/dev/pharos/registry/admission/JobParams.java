package dev.pharos.registry.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.JobSpec;
import java.util.Map;
import java.util.TreeMap;

/** The parameters of a job as a flat table, so that runs can be compared. */
final class JobParams {
  private JobParams() {}

  /** Network, data set, every training parameter, and the network's settings. */
  static Map<String, String> of(JobSpec job, int datasetVersion) {
    var params = new TreeMap<String, String>();
    params.put("network", job.network().name());
    params.put("dataset", job.dataset().name());
    params.put("datasetVersion", String.valueOf(datasetVersion));
    job.network().settings().forEach((name, value) -> params.put("network." + name, value));
    JsonNode training = Json.mapper().valueToTree(job.training());
    training.properties().forEach(entry -> params.put(entry.getKey(), entry.getValue().asText()));
    return params;
  }
}
