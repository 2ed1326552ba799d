package dev.pharos.serving.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.imaging.ImageShape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferRequestReaderTest {
  private static final ImageShape TWO_BY_TWO = new ImageShape(2, 2, 1);

  private final InferRequestReader reader = new InferRequestReader(1000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[0, 0.25, 0.5, 1, 1, 0.5, 0.25, 0]",
        "[[[[0, 0.25], [0.5, 1]]], [[[1, 0.5], [0.25, 0]]]]"
      })
  void takesFlatAndNestedNumbers(String data) {
    var images = images(json("FP32", "[2, 1, 2, 2]", data));

    assertThat(images.count()).isEqualTo(2);
    assertThat(images.values()).containsExactly(0, 0.25f, 0.5f, 1, 1, 0.5f, 0.25f, 0);
  }

  @Test
  void takesBytesAsPixelValues() {
    assertThat(images(json("UINT8", "[1, 1, 2, 2]", "[0, 51, 102, 255]")).values())
        .containsExactly(0, 0.2f, 0.4f, 1);
  }

  @Test
  void keepsTheIdAndSkipsWhatItDoesNotKnow() {
    var request =
        read(
            """
            {"later": {"a": [1, {"b": 2}]}, "id": "42", "parameters": {"binary_data_output": true},
             "inputs": [{"data": [1, 2, 3, 4], "extra": [[]], "shape": [1, 1, 2, 2],
                         "datatype": "FP32", "name": "image"}],
             "outputs": [{"name": "probabilities", "parameters": {"classification": 3}},
                         {"name": "labels", "parameters": {"binary_data": false}}]}
            """);

    assertThat(request.id()).isEqualTo("42");
    assertThat(request.binaryOutputs()).isTrue();
    assertThat(request.outputs())
        .containsExactly(
            new RequestedOutput("probabilities", true, 3), new RequestedOutput("labels", false, 0));
    assertThat(ImageTensor.of(request, TWO_BY_TWO, 8).values()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void takesTensorsBehindTheJson() {
    var tensor = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    tensor.asFloatBuffer().put(new float[] {0.5f, 1, 0.25f, 0});

    var images = ImageTensor.of(binary("FP32", 16, tensor.array()), TWO_BY_TWO, 8);

    assertThat(images.values()).containsExactly(0.5f, 1, 0.25f, 0);
    assertThat(
            ImageTensor.of(binary("UINT8", 4, new byte[] {0, (byte) 255, 0, 51}), TWO_BY_TWO, 8)
                .values())
        .containsExactly(0, 1, 0, 0.2f);
  }

  @Test
  void takesABodyThatIsTheTensor() {
    var body = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    body.asFloatBuffer().put(new float[] {1, 2, 3, 4, 5, 6, 7, 8});

    var images =
        ImageTensor.of(reader.raw(body.array(), "image", List.of(1L, 2L, 2L)), TWO_BY_TWO, 8);

    assertThat(images.count()).isEqualTo(2);
    assertThat(images.values()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                | must be a JSON object
          {"inputs": []}                                    | inputs is missing
          {"inputs": {}}                                    | inputs must be an array
          {"inputs": [1]}                                   | inputs[0] must be an object
          {"inputs": [{"datatype": "FP32"}]}                | inputs[0].name is missing
          {"inputs": [{"name": "image"}]}                   | inputs[0].datatype is missing
          {"inputs": [{"name": "image", "datatype": "FP32"}]} | has neither data nor
          {"inputs": [{"name": "i", "datatype": "FP32", "data": 1}]} | inputs[0].data is no array
          {"inputs": [{"name": "i", "datatype": "FP32", "data": ["a"]}]} | holds 'a'
          {"inputs": [{"name": "i", "datatype": "FP32", "data": [null]}]} | holds 'null'
          {"inputs": [{"name": "i", "datatype": "FP32", "data": [1, [2]]}]} | mixes numbers and arrays
          {"inputs": [{"name": "i", "datatype": "FP32", "data": [[1], 2]}]} | mixes numbers and arrays
          {"inputs": [{"name": "i", "datatype": "FP32", "data": [[1, 2], [[3], [4]]]}]} | mixes numbers and arrays
          {"inputs": [{"name": "i", "datatype": "FP32", "data": [[1], [2, 3]]}]} | is ragged
          {"inputs": [{"name": "i", "datatype": "FP32", "data": [1], "shape": [-1]}]} | whole numbers
          {"inputs": [{"name": "i", "datatype": "FP32", "data": [1], "shape": "1"}]} | must be an array
          {"inputs": [{"name": "i", "datatype": "FP32", "parameters": {"binary_data_size": 1}}]} | 0 bytes are left
          {"inputs": [{"name": "i"                          | is no JSON
          {"inputs": [{"name": "i", "datatype": "FP32", "data": [1], "shape": [1]}]} 1 | something follows
          {"inputs": [{"name": "i", "datatype": "FP32", "data": [1], "shape": [1]}], "outputs": [{}]} | must have a name
          """)
  void saysWhatIsWrong(String request, String message) {
    assertThatThrownBy(() -> read(request))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FP32  | [1, 2, 2]    | [1, 2, 3, 4]             | must be [batch, 1, 2, 2]
          FP32  | [1, 3, 2, 2] | [1, 2, 3, 4]             | must be [batch, 1, 2, 2]
          FP32  | [0, 1, 2, 2] | []                       | must be 1 to 8
          FP32  | [9, 1, 2, 2] | [1]                      | must be 1 to 8
          FP32  | [1, 1, 2, 2] | [1, 2, 3]                | 4 numbers are needed
          FP32  | [1, 1, 2, 2] | [[1, 2], [3, 4]]         | flat or nested like the shape
          FP32  | [1, 1, 2, 2] | [1, 2, 3, 1e99]          | must be finite
          INT64 | [1, 1, 2, 2] | [1, 2, 3, 4]             | must be FP32
          UINT8 | [1, 1, 2, 2] | [1, 2, 3, 256]           | from 0 to 255
          UINT8 | [1, 1, 2, 2] | [1, 2, 3, 0.5]           | from 0 to 255
          """)
  void saysWhichTensorFits(String datatype, String shape, String data, String message) {
    assertThatThrownBy(() -> images(json(datatype, shape, data)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining(message);
  }

  @Test
  void takesNoMoreNumbersThanItsLimit() {
    assertThatThrownBy(() -> new InferRequestReader(3).read(bytes("[1, 2, 3, 4]"), -1))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(
            () -> {
              var body = bytes(json("FP32", "[1, 1, 2, 2]", "[1, 2, 3, 4]"));
              new InferRequestReader(3).read(body, body.length);
            })
        .hasMessageContaining("more than 3 numbers");
  }

  @Test
  void refusesBytesThatNoTensorClaims() {
    assertThatThrownBy(() -> binary("FP32", 12, new byte[16]))
        .hasMessageContaining("4 bytes follow the JSON");
    assertThatThrownBy(() -> ImageTensor.of(binary("FP32", 12, new byte[12]), TWO_BY_TWO, 8))
        .hasMessageContaining("comes with 12 bytes, its shape and datatype need 16");
  }

  private ImageTensor images(String request) {
    return ImageTensor.of(read(request), TWO_BY_TWO, 8);
  }

  private InferRequest read(String request) {
    return reader.read(bytes(request), bytes(request).length);
  }

  private InferRequest binary(String datatype, int size, byte[] tensor) {
    var json =
        bytes(
            """
            {"inputs": [{"name": "image", "shape": [1, 1, 2, 2], "datatype": "%s",
                         "parameters": {"binary_data_size": %d}}]}
            """
                .formatted(datatype, size));
    var body = new ByteArrayOutputStream();
    body.writeBytes(json);
    body.writeBytes(tensor);
    return reader.read(body.toByteArray(), json.length);
  }

  private static String json(String datatype, String shape, String data) {
    return """
        {"inputs": [{"name": "image", "shape": %s, "datatype": "%s", "data": %s}]}
        """
        .formatted(shape, datatype, data);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
