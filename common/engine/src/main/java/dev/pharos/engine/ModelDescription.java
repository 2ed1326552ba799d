package dev.pharos.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import java.util.List;
import java.util.Map;

/**
 * What a model file says about its parameters.
 *
 * @param network the network they belong to
 * @param labels the name of each class, in the order of the scores
 * @param preprocessing how images became pixels, as its writer says it: an object that the engine
 *     does not look into
 * @param provenance where the model comes from: run, data set, metrics
 */
public record ModelDescription(
    NetworkSpec network,
    List<String> labels,
    JsonNode preprocessing,
    Map<String, String> provenance) {

  public ModelDescription {
    labels = List.copyOf(labels);
    provenance = Map.copyOf(provenance);
    if (labels.size() != network.classes()) {
      throw new NetworkException(
          "labels", labels.size() + " labels", "the network has " + network.classes() + " classes");
    }
  }
}
