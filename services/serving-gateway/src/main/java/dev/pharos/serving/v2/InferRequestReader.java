package dev.pharos.serving.v2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads inference requests: JSON, or JSON followed by tensors as bytes. Numbers go straight into
 * arrays; unknown fields are skipped, as the protocol wants it.
 */
public final class InferRequestReader {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(64).maxNestingDepth(64).build())
          .build()
          .setCodec(Json.mapper());

  private final int valueLimit;

  /**
   * @param valueLimit the most numbers that a tensor may hold
   */
  public InferRequestReader(int valueLimit) {
    this.valueLimit = valueLimit;
  }

  /**
   * Reads a request.
   *
   * @param body the whole body
   * @param jsonLength bytes of JSON at its beginning, what the header {@code
   *     Inference-Header-Content-Length} says; the body's length where there is no such header
   * @throws ProtocolException when it is no request of the protocol
   */
  public InferRequest read(byte[] body, int jsonLength) {
    if (jsonLength < 0 || jsonLength > body.length) {
      throw new ProtocolException(
          "Inference-Header-Content-Length is %d, must be from 0 to the body's length, %d"
              .formatted(jsonLength, body.length));
    }
    var binary = ByteBuffer.wrap(body, jsonLength, body.length - jsonLength).slice();
    try (var json = JSON.createParser(body, 0, jsonLength)) {
      var request = request(json, binary.order(ByteOrder.LITTLE_ENDIAN));
      if (json.nextToken() != null) {
        throw new ProtocolException("something follows the request's JSON object");
      }
      if (binary.hasRemaining()) {
        throw new ProtocolException(
            "%d bytes follow the JSON that no input's binary_data_size accounts for"
                .formatted(binary.remaining()));
      }
      return request;
    } catch (JsonProcessingException e) {
      throw new ProtocolException("the request is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new ProtocolException("the request cannot be read: " + e.getMessage());
    }
  }

  /**
   * A request whose whole body is the one input's bytes ({@code Inference-Header-Content-Length:
   * 0}).
   *
   * @param input the model's one input
   * @param exampleShape dimensions of one example; the batch follows from the number of bytes
   */
  public InferRequest raw(byte[] body, String input, List<Long> exampleShape) {
    var bytes = exampleShape.stream().reduce((long) Float.BYTES, (a, b) -> a * b);
    var shape = new ArrayList<Long>();
    shape.add(body.length / bytes);
    shape.addAll(exampleShape);
    var data = new TensorData.Binary(ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN));
    return new InferRequest(
        null, List.of(new InputTensor(input, "FP32", shape, data)), List.of(), true);
  }

  private InferRequest request(JsonParser json, ByteBuffer binary) throws IOException {
    require(json.nextToken() == JsonToken.START_OBJECT, "the request must be a JSON object");
    String id = null;
    JsonNode parameters = null;
    List<InputTensor> inputs = null;
    JsonNode outputs = null;
    for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      json.nextToken();
      switch (field) {
        case "id" -> id = text(json);
        case "parameters" -> parameters = json.readValueAsTree();
        case "inputs" -> inputs = inputs(json, binary);
        case "outputs" -> outputs = json.readValueAsTree();
        default -> json.skipChildren();
      }
    }
    require(inputs != null && !inputs.isEmpty(), "inputs is missing; it must hold the tensors");
    var binaryOutputs = parameters != null && parameters.path("binary_data_output").asBoolean();
    return new InferRequest(id, inputs, outputs(outputs, binaryOutputs), binaryOutputs);
  }

  private List<InputTensor> inputs(JsonParser json, ByteBuffer binary) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY, "inputs must be an array of tensors");
    var inputs = new ArrayList<InputTensor>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      inputs.add(input(json, "inputs[%d]".formatted(inputs.size()), binary));
    }
    return inputs;
  }

  private InputTensor input(JsonParser json, String where, ByteBuffer binary) throws IOException {
    require(json.currentToken() == JsonToken.START_OBJECT, where + " must be an object");
    String name = null;
    String datatype = null;
    JsonNode shape = null;
    JsonNode parameters = null;
    TensorData data = null;
    for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      json.nextToken();
      switch (field) {
        case "name" -> name = text(json);
        case "datatype" -> datatype = text(json);
        case "shape" -> shape = json.readValueAsTree();
        case "parameters" -> parameters = json.readValueAsTree();
        case "data" -> data = NumberArrayReader.read(json, where + ".data", valueLimit);
        default -> json.skipChildren();
      }
    }
    require(name != null, where + ".name is missing");
    require(datatype != null, where + ".datatype is missing; FP32 is what images are sent as");
    var size = parameters == null ? null : parameters.get("binary_data_size");
    if (size != null) {
      require(data == null, where + " has both data and binary_data_size");
      data = new TensorData.Binary(slice(binary, where, size));
    }
    require(data != null, where + " has neither data nor parameters.binary_data_size");
    return new InputTensor(name, datatype, shape(where, shape), data);
  }

  private static ByteBuffer slice(ByteBuffer binary, String where, JsonNode size) {
    if (!size.canConvertToInt() || size.asInt() < 0 || size.asInt() > binary.remaining()) {
      throw new ProtocolException(
          "%s.parameters.binary_data_size is %s; %d bytes are left behind the JSON"
              .formatted(where, size, binary.remaining()));
    }
    var slice = binary.slice(binary.position(), size.asInt());
    binary.position(binary.position() + size.asInt());
    return slice.order(ByteOrder.LITTLE_ENDIAN);
  }

  private static List<Long> shape(String where, JsonNode shape) {
    require(shape != null && shape.isArray(), where + ".shape must be an array of whole numbers");
    var dimensions = new ArrayList<Long>();
    for (var dimension : shape) {
      require(
          dimension.canConvertToLong() && dimension.asLong() >= 0,
          "%s.shape is %s; its dimensions must be whole numbers from 0".formatted(where, shape));
      dimensions.add(dimension.asLong());
    }
    return dimensions;
  }

  private static List<RequestedOutput> outputs(JsonNode outputs, boolean binaryDefault) {
    var requested = new ArrayList<RequestedOutput>();
    if (outputs != null) {
      require(outputs.isArray(), "outputs must be an array");
      for (var output : outputs) {
        require(output.path("name").isTextual(), "each of outputs must have a name");
        var parameters = output.path("parameters");
        var binary = parameters.path("binary_data").asBoolean(binaryDefault);
        var classification = parameters.path("classification").asInt(0);
        require(classification >= 0, "parameters.classification must not be negative");
        requested.add(new RequestedOutput(output.get("name").asText(), binary, classification));
      }
    }
    return requested;
  }

  private static String text(JsonParser json) throws IOException {
    json.skipChildren();
    return json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL
        ? json.getText()
        : null;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new ProtocolException(message);
    }
  }
}
