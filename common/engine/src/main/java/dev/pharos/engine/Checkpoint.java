package dev.pharos.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pharos.networks.NetworkJson;
import dev.pharos.networks.NetworkSpec;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * All that a training run's next step depends on, beside its data: a {@link TensorArchiveWriter}
 * file of {@code checkpoint.json}, the parameters and the updater's state, in the order of the
 * network's description.
 *
 * @param network the network
 * @param optimization how it is trained, with the learning rate of the next step
 * @param seed of initialisation and of every step's randomness
 * @param steps steps done
 * @param position the caller's own
 */
record Checkpoint(
    NetworkSpec network, Optimization optimization, long seed, long steps, JsonNode position) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOCUMENT = "checkpoint.json";
  private static final String FORMAT = "pharos-checkpoint";
  private static final int VERSION = 1;
  private static final String PARAMETERS = "parameters";
  private static final String STATE = "updater-";

  static TensorArchiveReader open(Path file) {
    return new TensorArchiveReader(file, DOCUMENT, FORMAT, VERSION);
  }

  static Checkpoint read(Path file, TensorArchiveReader archive) {
    var header = archive.header();
    try {
      var optimization = header.path("optimization");
      var checkpoint =
          new Checkpoint(
              NetworkJson.fromJson(header.path("network")),
              new Optimization(
                  Optimizer.valueOf(optimization.path("optimizer").asText()),
                  optimization.path("learningRate").asDouble(),
                  optimization.path("momentum").asDouble(),
                  optimization.path("weightDecay").asDouble()),
              number(file, header, "seed"),
              number(file, header, "steps"),
              header.path("position"));
      checkpoint.requireTensors(archive);
      return checkpoint;
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(file, DOCUMENT + ": " + e.getMessage(), e);
    }
  }

  private static long number(Path file, JsonNode header, String field) {
    if (!header.path(field).canConvertToLong()) {
      throw new InvalidFileException(
          file, DOCUMENT + ": " + field + ": a whole number is required");
    }
    return header.path(field).asLong();
  }

  private void requireTensors(TensorArchiveReader archive) {
    long count = network.parameterCount();
    archive.require(PARAMETERS, count);
    for (int slot = 0; slot < optimization.optimizer().slots(); slot++) {
      archive.require(STATE + slot, count);
    }
  }

  static void readTensors(TensorArchiveReader archive, Model model, Descent descent) {
    archive.read(PARAMETERS, model.parameterParts());
    for (int slot = 0; slot < descent.state().size(); slot++) {
      archive.read(STATE + slot, model.parts(descent.state().get(slot)));
    }
  }

  void write(Path file, Model model, Descent descent) {
    var header = JSON.createObjectNode();
    header.put("format", FORMAT).put("version", VERSION);
    header.set("network", NetworkJson.toJson(network));
    header
        .putObject("optimization")
        .put("optimizer", optimization.optimizer().name())
        .put("learningRate", optimization.learningRate())
        .put("momentum", optimization.momentum())
        .put("weightDecay", optimization.weightDecay());
    header.put("seed", seed).put("steps", steps);
    header.set("position", position);
    var tensors = new LinkedHashMap<String, List<FloatBuffer>>();
    tensors.put(PARAMETERS, model.parameterParts());
    for (int slot = 0; slot < descent.state().size(); slot++) {
      tensors.put(STATE + slot, model.parts(descent.state().get(slot)));
    }
    TensorArchiveWriter.write(file, DOCUMENT, header, tensors);
  }
}
