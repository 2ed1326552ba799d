package dev.pharos.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pharos.engine.graph.Segment;
import dev.pharos.networks.NetworkJson;
import dev.pharos.networks.NetworkSpec;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;

/**
 * All that a training run's next step depends on, beside its data: a {@link TensorArchiveWriter}
 * file of {@code checkpoint.json}, the parameters, statistics and the updater's state, in the order
 * of the network's description.
 *
 * <p>Version 2 added decay mode, label smoothing, clipping and the origin of the parameters;
 * version 1 is read as having none of them.
 *
 * @param network the network
 * @param optimization how it is trained, with the learning rate of the next step
 * @param seed of initialisation and of every step's randomness
 * @param steps steps done
 * @param origin where the first parameters came from, and what is frozen
 * @param position the caller's own
 */
record Checkpoint(
    NetworkSpec network,
    Optimization optimization,
    long seed,
    long steps,
    TensorOrigin origin,
    JsonNode position) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOCUMENT = "checkpoint.json";
  private static final String FORMAT = "pharos-checkpoint";
  private static final int VERSION = 2;
  private static final String PARAMETERS = "parameters";
  private static final String STATISTICS = "statistics";
  private static final String STATE = "updater-";

  static TensorArchiveReader open(Path file) {
    return new TensorArchiveReader(file, DOCUMENT, FORMAT, VERSION);
  }

  static Checkpoint read(Path file, TensorArchiveReader archive) {
    var header = archive.header();
    try {
      var network = NetworkJson.fromJson(header.path("network"));
      var checkpoint =
          new Checkpoint(
              network,
              optimization(header.path("optimization")),
              number(file, header, "seed"),
              number(file, header, "steps"),
              header.has("origin")
                  ? TensorOrigin.fromJson(header.path("origin"))
                  : TensorOrigin.fresh(network),
              header.path("position"));
      checkpoint.requireTensors(archive);
      return checkpoint;
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(file, DOCUMENT + ": " + e.getMessage(), e);
    }
  }

  private static Optimization optimization(JsonNode json) {
    var clipNorm = json.path("clipNorm");
    return new Optimization(
        Optimizer.valueOf(json.path("optimizer").asText()),
        json.path("learningRate").asDouble(),
        json.path("momentum").asDouble(),
        json.path("weightDecay").asDouble(),
        DecayMode.valueOf(json.path("decayMode").asText(DecayMode.L2.name())),
        json.path("labelSmoothing").asDouble(),
        clipNorm.isNumber() ? OptionalDouble.of(clipNorm.asDouble()) : OptionalDouble.empty());
  }

  private static ObjectNode toJson(Optimization optimization) {
    var json =
        JSON.createObjectNode()
            .put("optimizer", optimization.optimizer().name())
            .put("learningRate", optimization.learningRate())
            .put("momentum", optimization.momentum())
            .put("weightDecay", optimization.weightDecay())
            .put("decayMode", optimization.decayMode().name())
            .put("labelSmoothing", optimization.labelSmoothing());
    optimization.clipNorm().ifPresent(norm -> json.put("clipNorm", norm));
    return json;
  }

  private static long number(Path file, JsonNode header, String field) {
    if (!header.path(field).canConvertToLong()) {
      throw new InvalidFileException(
          file, DOCUMENT + ": " + field + ": a whole number is required");
    }
    return header.path(field).asLong();
  }

  private void requireTensors(TensorArchiveReader archive) {
    long count = network.trainingParameterCount();
    archive.require(PARAMETERS, count);
    long statistics = Segment.count(Segment.ofStatistics(network));
    if (statistics > 0) {
      archive.require(STATISTICS, statistics);
    }
    for (int slot = 0; slot < optimization.optimizer().slots(); slot++) {
      archive.require(STATE + slot, count);
    }
  }

  static void readTensors(TensorArchiveReader archive, Model model, Descent descent) {
    archive.read(PARAMETERS, model.parameterParts());
    var statistics = model.statisticsParts(layer -> true);
    if (!statistics.isEmpty()) {
      archive.read(STATISTICS, statistics);
    }
    for (int slot = 0; slot < descent.state().size(); slot++) {
      archive.read(STATE + slot, model.parts(descent.state().get(slot)));
    }
  }

  void write(Path file, Model model, Descent descent) {
    var header = JSON.createObjectNode();
    header.put("format", FORMAT).put("version", VERSION);
    header.set("network", NetworkJson.toJson(network));
    header.set("optimization", toJson(optimization));
    header.put("seed", seed).put("steps", steps);
    header.set("origin", origin.toJson());
    header.set("position", position);
    var tensors = new LinkedHashMap<String, List<FloatBuffer>>();
    tensors.put(PARAMETERS, model.parameterParts());
    var statistics = model.statisticsParts(layer -> true);
    if (!statistics.isEmpty()) {
      tensors.put(STATISTICS, statistics);
    }
    for (int slot = 0; slot < descent.state().size(); slot++) {
      tensors.put(STATE + slot, model.parts(descent.state().get(slot)));
    }
    TensorArchiveWriter.write(file, DOCUMENT, header, tensors);
  }
}
