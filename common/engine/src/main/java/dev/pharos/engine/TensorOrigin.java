package dev.pharos.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pharos.networks.LayerTransfer;
import dev.pharos.networks.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where the first parameters of a network in training came from; names of layers, in the network's
 * order.
 *
 * @param copied layers that began as they were in a model file
 * @param initialized layers with parameters that began as the seed says
 * @param frozen layers, with parameters or without, that stay as they are and compute as when
 *     predicting: without dropout, with the statistics they came with
 */
public record TensorOrigin(List<String> copied, List<String> initialized, List<String> frozen) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public TensorOrigin {
    copied = List.copyOf(copied);
    initialized = List.copyOf(initialized);
    frozen = List.copyOf(frozen);
  }

  static TensorOrigin of(LayerTransfer transfer) {
    return new TensorOrigin(transfer.copied(), transfer.initialized(), transfer.frozen());
  }

  /** All parameters begin as the seed says. */
  static TensorOrigin fresh(NetworkSpec network) {
    return of(LayerTransfer.none(network));
  }

  /** The frozen layers, for asking. */
  Set<String> frozenSet() {
    return Set.copyOf(frozen);
  }

  ObjectNode toJson() {
    var json = JSON.createObjectNode();
    json.set("copied", JSON.valueToTree(copied));
    json.set("initialized", JSON.valueToTree(initialized));
    json.set("frozen", JSON.valueToTree(frozen));
    return json;
  }

  static TensorOrigin fromJson(JsonNode json) {
    return new TensorOrigin(
        texts(json.path("copied")), texts(json.path("initialized")), texts(json.path("frozen")));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
