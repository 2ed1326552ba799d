package dev.pharos.networks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Writes a network as JSON, and reads it back strictly: an unknown or missing field is an error.
 */
public final class NetworkJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private NetworkJson() {}

  /** The network as a JSON tree. */
  public static JsonNode toJson(NetworkSpec network) {
    return JSON.valueToTree(network);
  }

  /**
   * The network a JSON tree describes.
   *
   * @throws NetworkException naming the field, when it is no network
   */
  public static NetworkSpec fromJson(JsonNode tree) {
    try {
      return JSON.treeToValue(tree, NetworkSpec.class);
    } catch (ValueInstantiationException e) {
      if (e.getCause() instanceof NetworkException cause) {
        throw cause;
      }
      throw invalid(e);
    } catch (JsonProcessingException e) {
      throw invalid(e);
    }
  }

  private static NetworkException invalid(JsonProcessingException e) {
    return new NetworkException("network", "the JSON", e.getOriginalMessage());
  }
}
