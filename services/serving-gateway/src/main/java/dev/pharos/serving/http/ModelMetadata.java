package dev.pharos.serving.http;

import dev.pharos.contracts.model.ModelChanged;
import dev.pharos.serving.model.Signature;
import dev.pharos.serving.model.VersionKey;
import dev.pharos.serving.v2.ImageTensor;
import dev.pharos.serving.v2.Probabilities;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A model as the Open Inference Protocol describes it. */
final class ModelMetadata {
  private ModelMetadata() {}

  static JsonObject json(VersionKey key, Signature signature, ModelChanged model) {
    var versions = new JsonArray();
    model.versions().forEach(version -> versions.add(String.valueOf(version.version())));
    var input = signature.input();
    return new JsonObject()
        .put("name", key.model())
        .put("versions", versions)
        .put("platform", "pharos_dl4j")
        .put(
            "inputs",
            new JsonArray()
                .add(
                    tensor(
                        ImageTensor.NAME,
                        "FP32",
                        -1,
                        input.channels(),
                        input.height(),
                        input.width())))
        .put(
            "outputs",
            new JsonArray()
                .add(tensor(Probabilities.PROBABILITIES, "FP32", -1, signature.classes().size()))
                .add(tensor(Probabilities.LABELS, "BYTES", -1)))
        .put("parameters", parameters(key, signature));
  }

  /** What a client must know to send images as training saw them. */
  private static JsonObject parameters(VersionKey key, Signature signature) {
    return new JsonObject()
        .put("version", String.valueOf(key.version()))
        .put("network", signature.network())
        .put("classes", new JsonArray(signature.classes()))
        .put("pixel_range", "FP32: 0 (black) to 1 (white); UINT8: 0 to 255")
        .put("channel_order", signature.input().channels() == 1 ? "luminance" : "RGB")
        .put("normalisation", "done by the server");
  }

  private static JsonObject tensor(String name, String datatype, Integer... shape) {
    var dimensions = new JsonArray();
    for (var dimension : shape) {
      dimensions.add(dimension);
    }
    return new JsonObject().put("name", name).put("datatype", datatype).put("shape", dimensions);
  }
}
