package dev.pharos.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pharos.engine.graph.Segment;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkJson;
import dev.pharos.networks.NetworkSpec;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A trained network in one file that names no framework and no class, so that it outlives both.
 *
 * <p>The file is a ZIP of two entries: {@code parameters.bin}, every parameter as a little-endian
 * 32-bit float, layer by layer in the network's order; and {@code model.json}, what {@link
 * ModelDescription} says plus the format's version and the count and SHA-256 of the parameters.
 */
public final class ModelFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOCUMENT = "model.json";
  private static final String FORMAT = "pharos-model";
  private static final int VERSION = 1;
  private static final String PARAMETERS = "parameters";
  private static final int SKIPPED_AT_ONCE = 1 << 16;

  private ModelFile() {}

  /**
   * What a model file says about itself; its parameters are counted and not read.
   *
   * @throws InvalidFileException when it is no model file, damaged or of a version that is not
   *     known
   */
  public static ModelDescription describe(Path file) {
    try (var archive = open(file)) {
      return description(file, archive);
    }
  }

  static TensorArchiveReader open(Path file) {
    return new TensorArchiveReader(file, DOCUMENT, FORMAT, VERSION);
  }

  static ModelDescription description(Path file, TensorArchiveReader archive) {
    var header = archive.header();
    try {
      var description =
          new ModelDescription(
              NetworkJson.fromJson(header.path("network")),
              texts(header.path("labels")),
              header.path("preprocessing"),
              textMap(header.path("provenance")));
      archive.require(PARAMETERS, description.network().parameterCount());
      return description;
    } catch (NetworkException e) {
      throw new InvalidFileException(file, DOCUMENT + ": " + e.getMessage(), e);
    }
  }

  static void readParameters(TensorArchiveReader archive, List<FloatBuffer> parts) {
    archive.read(PARAMETERS, parts);
  }

  /**
   * Copies the parameters of some layers into another network of which these layers are the same.
   *
   * @param source the file's network
   */
  static void readLayers(
      TensorArchiveReader archive, NetworkSpec source, Model target, Set<String> layers) {
    archive.read(
        PARAMETERS, places(Segment.inOrder(source), layers, target.parameterPartsByLayer()));
  }

  /** Where the values of a file go, in its order; those of no use go nowhere. */
  private static List<FloatBuffer> places(
      List<Segment> file, Set<String> wanted, Map<String, List<FloatBuffer>> parts) {
    var nowhere = FloatBuffer.allocate(SKIPPED_AT_ONCE);
    var next = new HashMap<String, Integer>();
    var places = new ArrayList<FloatBuffer>();
    for (var segment : file) {
      if (wanted.contains(segment.layer())) {
        int tensor = next.merge(segment.layer(), 1, Integer::sum) - 1;
        places.add(parts.get(segment.layer()).get(tensor));
      } else {
        for (long left = segment.length(); left > 0; left -= SKIPPED_AT_ONCE) {
          places.add(nowhere.slice(0, (int) Math.min(left, SKIPPED_AT_ONCE)));
        }
      }
    }
    return places;
  }

  static void write(Path file, ModelDescription description, List<FloatBuffer> parameters) {
    var header = JSON.createObjectNode();
    header.put("format", FORMAT).put("version", VERSION);
    header.set("network", NetworkJson.toJson(description.network()));
    header.set("labels", JSON.valueToTree(description.labels()));
    header.set("preprocessing", description.preprocessing());
    header.set("provenance", JSON.valueToTree(new TreeMap<>(description.provenance())));
    TensorArchiveWriter.write(file, DOCUMENT, header, Map.of(PARAMETERS, parameters));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static Map<String, String> textMap(JsonNode object) {
    var map = new LinkedHashMap<String, String>();
    if (object instanceof ObjectNode fields) {
      fields.properties().forEach(field -> map.put(field.getKey(), field.getValue().asText()));
    }
    return map;
  }
}
