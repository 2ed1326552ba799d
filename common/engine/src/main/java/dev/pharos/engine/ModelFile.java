package dev.pharos.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.walk.WalkedNetwork;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkJson;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A trained network in one file that names no framework and no class, so that it outlives both.
 *
 * <p>The file is a ZIP of {@code parameters.bin}, every parameter as a little-endian 32-bit float,
 * layer by layer in the network's order; {@code statistics.bin}, likewise the mean and variance of
 * every batch normalisation, where the network has any; and {@code model.json}, what {@link
 * ModelDescription} says plus the format's version and the count and SHA-256 of each.
 */
public final class ModelFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOCUMENT = "model.json";
  private static final String FORMAT = "pharos-model";
  private static final int VERSION = 1;
  private static final String PARAMETERS = "parameters";
  private static final String STATISTICS = "statistics";
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
      archive.require(PARAMETERS, description.network().trainingParameterCount());
      long statistics = Segment.count(Segment.ofStatistics(description.network()));
      if (statistics > 0) {
        archive.require(STATISTICS, statistics);
      }
      return description;
    } catch (NetworkException e) {
      throw new InvalidFileException(file, DOCUMENT + ": " + e.getMessage(), e);
    }
  }

  /** Reads all tensors of the file's own network. */
  static void read(TensorArchiveReader archive, Model model) {
    archive.read(PARAMETERS, model.parameterParts());
    if (!model.compiled().statisticsSegments().isEmpty()) {
      archive.read(STATISTICS, model.statisticsParts(layer -> true));
    }
  }

  /**
   * Copies the tensors of some layers into another network of which these layers are the same.
   *
   * @param source the file's network
   */
  static void readLayers(
      TensorArchiveReader archive, NetworkSpec source, Model target, Set<String> layers) {
    var network = target.compiled();
    archive.read(
        PARAMETERS,
        places(Segment.ofParameters(source), layers, network.segments(), target.parameterParts()));
    if (!Segment.ofStatistics(source).isEmpty()) {
      archive.read(
          STATISTICS,
          places(
              Segment.ofStatistics(source),
              layers,
              network.statisticsSegments(),
              target.statisticsParts(layer -> true)));
    }
  }

  /**
   * Copies the tensors of a file, of a model or a checkpoint, into a network with some of its
   * layers, or with layers whose tensors have as many values in the same order.
   *
   * @param source the file's network
   */
  static void read(TensorArchiveReader archive, NetworkSpec source, WalkedNetwork target) {
    var layers = target.network().nodes().stream().map(Node::name).collect(Collectors.toSet());
    archive.read(
        PARAMETERS,
        places(
            Segment.ofParameters(source),
            layers,
            target.segments(),
            slices(target.parameters(), target.segments())));
    if (!Segment.ofStatistics(source).isEmpty()) {
      archive.read(
          STATISTICS,
          places(
              Segment.ofStatistics(source),
              layers,
              target.statisticsSegments(),
              slices(target.statistics(), target.statisticsSegments())));
    }
  }

  private static List<FloatBuffer> slices(FloatBuffer all, List<Segment> segments) {
    return segments.stream()
        .map(segment -> all.slice((int) segment.offset(), (int) segment.length()))
        .toList();
  }

  /** Where the values of a file go, in its order; those of no use go nowhere. */
  private static List<FloatBuffer> places(
      List<Segment> file, Set<String> wanted, List<Segment> segments, List<FloatBuffer> parts) {
    var byName = new HashMap<String, FloatBuffer>();
    for (int i = 0; i < parts.size(); i++) {
      byName.put(name(segments.get(i)), parts.get(i));
    }
    var nowhere = FloatBuffer.allocate(SKIPPED_AT_ONCE);
    var places = new ArrayList<FloatBuffer>();
    for (var segment : file) {
      if (wanted.contains(segment.layer())) {
        places.add(byName.get(name(segment)));
      } else {
        for (long left = segment.length(); left > 0; left -= SKIPPED_AT_ONCE) {
          places.add(nowhere.slice(0, (int) Math.min(left, SKIPPED_AT_ONCE)));
        }
      }
    }
    return places;
  }

  private static String name(Segment segment) {
    return segment.layer() + " " + segment.tensor().name();
  }

  /** Writes the layers of the described network, which the model may have more of. */
  static void write(Path file, ModelDescription description, Model model) {
    var header = JSON.createObjectNode();
    header.put("format", FORMAT).put("version", VERSION);
    header.set("network", NetworkJson.toJson(description.network()));
    header.set("labels", JSON.valueToTree(description.labels()));
    header.set("preprocessing", description.preprocessing());
    header.set("provenance", JSON.valueToTree(new TreeMap<>(description.provenance())));
    var layers = description.network().nodes().stream().map(Node::name).collect(Collectors.toSet());
    var tensors = new LinkedHashMap<String, List<FloatBuffer>>();
    tensors.put(PARAMETERS, model.parameterParts(layers::contains));
    var statistics = model.statisticsParts(layers::contains);
    if (!statistics.isEmpty()) {
      tensors.put(STATISTICS, statistics);
    }
    TensorArchiveWriter.write(file, DOCUMENT, header, tensors);
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
