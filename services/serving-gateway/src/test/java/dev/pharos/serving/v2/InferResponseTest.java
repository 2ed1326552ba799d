package dev.pharos.serving.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class InferResponseTest {
  private static final Probabilities TWO_IMAGES =
      new Probabilities(
          List.of("cat", "dog", "fox"), new float[][] {{0.2f, 0.7f, 0.1f}, {0.25f, 0.25f, 0.5f}});

  @Test
  void givesEveryOutputWhereNoneIsAskedFor() throws IOException {
    var response = InferResponse.of(asking("7", false), "animals", 3, TWO_IMAGES);

    assertThat(response.binary()).isFalse();
    assertThat(Json.mapper().readTree(response.body()))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    """
                    {"model_name": "animals", "model_version": "3", "id": "7", "outputs": [
                      {"name": "probabilities", "datatype": "FP32", "shape": [2, 3],
                       "data": [0.2, 0.7, 0.1, 0.25, 0.25, 0.5]},
                      {"name": "labels", "datatype": "BYTES", "shape": [2], "data": ["dog", "fox"]}]}
                    """));
  }

  @Test
  void givesTheBestClassesAsText() throws IOException {
    var response =
        InferResponse.of(
            asking(null, false, new RequestedOutput("probabilities", false, 2)),
            "animals",
            3,
            TWO_IMAGES);

    var json = Json.mapper().readTree(response.body());
    assertThat(json.has("id")).isFalse();
    assertThat(json.at("/outputs/0/datatype").asText()).isEqualTo("BYTES");
    assertThat(json.at("/outputs/0/shape").toString()).isEqualTo("[2,2]");
    assertThat(json.at("/outputs/0/data"))
        .extracting(JsonNode::asText)
        .containsExactly("0.7:1:dog", "0.2:0:cat", "0.5:2:fox", "0.25:0:cat");
  }

  @Test
  void writesBytesBehindTheJson() throws IOException {
    var response =
        InferResponse.of(
            asking(
                null,
                false,
                new RequestedOutput("labels", true, 0),
                new RequestedOutput("probabilities", true, 0)),
            "animals",
            3,
            TWO_IMAGES);

    var json = Json.mapper().readTree(response.body(), 0, response.jsonLength());
    assertThat(json.at("/outputs/0/parameters/binary_data_size").asInt()).isEqualTo(14);
    assertThat(json.at("/outputs/1/parameters/binary_data_size").asInt()).isEqualTo(24);
    var rest = ByteBuffer.wrap(response.body()).order(ByteOrder.LITTLE_ENDIAN);
    rest.position(response.jsonLength());
    assertThat(text(rest)).isEqualTo("dog");
    assertThat(text(rest)).isEqualTo("fox");
    var values = new float[6];
    rest.asFloatBuffer().get(values);
    assertThat(values).containsExactly(0.2f, 0.7f, 0.1f, 0.25f, 0.25f, 0.5f);
    assertThat(rest.remaining()).isEqualTo(24);
  }

  @Test
  void knowsNoOtherOutput() {
    assertThatThrownBy(
            () ->
                InferResponse.of(
                    asking(null, false, new RequestedOutput("boxes", false, 0)),
                    "animals",
                    3,
                    TWO_IMAGES))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("'boxes' is unknown; there are 'probabilities' and 'labels'");
  }

  private static InferRequest asking(String id, boolean binary, RequestedOutput... outputs) {
    return new InferRequest(id, List.of(), List.of(outputs), binary);
  }

  private static String text(ByteBuffer bytes) {
    var text = new byte[bytes.getInt()];
    bytes.get(text);
    return new String(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}
