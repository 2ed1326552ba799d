package dev.pharos.registry.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.JobSpec;
import java.util.Map;
import java.util.TreeMap;

/** The parameters of a job as a flat table, so that runs can be compared. */
final class JobParams {
  private JobParams() {}

  /**
   * Network, data set, every training parameter, the network's settings and the model it starts
   * from. What has parts is named by them, such as {@code schedule.factor}.
   */
  static Map<String, String> of(JobSpec job, int datasetVersion) {
    var params = new TreeMap<String, String>();
    params.put("network", job.network().name());
    params.put("dataset", job.dataset().name());
    params.put("datasetVersion", String.valueOf(datasetVersion));
    job.network().settings().forEach((name, value) -> params.put("network." + name, value));
    if (job.network().input() != null) {
      params.put("network.input", job.network().input());
    }
    flatten("", Json.mapper().valueToTree(job.training()), params);
    if (job.startFrom() != null) {
      flatten("startFrom.", Json.mapper().valueToTree(job.startFrom()), params);
    }
    return params;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> params) {
    node.properties()
        .forEach(
            entry -> {
              var name = prefix + entry.getKey();
              if (entry.getValue().isObject()) {
                flatten(name + ".", entry.getValue(), params);
              } else {
                params.put(name, entry.getValue().asText());
              }
            });
  }
}
