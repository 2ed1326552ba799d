package dev.pharos.serving.v2;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pharos.contracts.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * An inference answer as it travels.
 *
 * @param body JSON, and behind it the outputs that were wanted as bytes
 * @param jsonLength bytes of JSON at its beginning
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never compared
public record InferResponse(byte[] body, int jsonLength) {

  /**
   * Whether bytes follow the JSON, which the header {@code Inference-Header-Content-Length} says.
   */
  public boolean binary() {
    return jsonLength < body.length;
  }

  /**
   * Writes an answer.
   *
   * @param version the model's version
   * @throws ProtocolException when the request asks for an output that there is not
   */
  public static InferResponse of(
      InferRequest request, String model, int version, Probabilities probabilities) {
    var outputs = probabilities.outputs(request);
    try (var bytes = new ByteArrayOutputStream()) {
      try (var json = Json.mapper().getFactory().createGenerator(bytes)) {
        write(json, request.id(), model, version, outputs);
      }
      var jsonLength = bytes.size();
      for (var output : outputs) {
        if (output.binary()) {
          bytes.write(output.bytes());
        }
      }
      return new InferResponse(bytes.toByteArray(), jsonLength);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(
      JsonGenerator json, String id, String model, int version, List<OutputTensor> outputs)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("model_name", model);
    json.writeStringField("model_version", String.valueOf(version));
    if (id != null) {
      json.writeStringField("id", id);
    }
    json.writeArrayFieldStart("outputs");
    for (var output : outputs) {
      write(json, output);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, OutputTensor output) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", output.name());
    json.writeStringField("datatype", output.datatype());
    json.writeFieldName("shape");
    json.writeArray(
        output.shape().stream().mapToInt(Integer::intValue).toArray(), 0, output.shape().size());
    if (output.binary()) {
      json.writeObjectFieldStart("parameters");
      json.writeNumberField("binary_data_size", output.bytes().length);
      json.writeEndObject();
    } else {
      json.writeArrayFieldStart("data");
      if (output.numbers() != null) {
        for (var value : output.numbers()) {
          json.writeNumber(value);
        }
      } else {
        for (var text : output.texts()) {
          json.writeString(text);
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
