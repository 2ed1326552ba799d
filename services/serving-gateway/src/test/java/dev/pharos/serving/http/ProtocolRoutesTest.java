package dev.pharos.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speaks to the gateway as clients of the Open Inference Protocol do. */
@Timeout(30)
class ProtocolRoutesTest {
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void describesItself() throws Exception {
    var server = new JsonObject(gateway.get("/v2").body());
    assertThat(server.getString("name")).isEqualTo("pharos");
    assertThat(server.getJsonArray("extensions")).contains("binary_tensor_data");
    assertThat(gateway.get("/v2/health/live").body()).isEqualTo("{\"live\":true}");
    assertThat(gateway.get("/v2/health/ready").body()).isEqualTo("{\"ready\":true}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/models/tones",
        "/v2/models/tones/versions/1",
        "/v2/models/tones/versions/champion"
      })
  void describesAModel(String path) throws Exception {
    var model = new JsonObject(gateway.get(path).body());

    assertThat(model.getString("name")).isEqualTo("tones");
    assertThat(model.getJsonArray("versions")).containsExactly("1", "2", "3");
    assertThat(model.getString("platform")).isEqualTo("pharos_dl4j");
    assertThat(model.getJsonArray("inputs"))
        .isEqualTo(
            new JsonArray("[{\"name\":\"image\",\"datatype\":\"FP32\",\"shape\":[-1,1,2,2]}]"));
    assertThat(model.getJsonArray("outputs").getJsonObject(0).getJsonArray("shape"))
        .containsExactly(-1, 2);
    assertThat(model.getJsonObject("parameters").getJsonArray("classes"))
        .containsExactly("yes", "no");
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/models/tones/ready, 200, true",
    "/v2/models/tones/versions/2/ready, 200, true",
    "/v2/models/tones/versions/3/ready, 400, false"
  })
  void saysWhetherAModelIsReady(String path, int status, boolean ready) throws Exception {
    var response = gateway.get(path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(new JsonObject(response.body()))
        .isEqualTo(new JsonObject().put("name", "tones").put("ready", ready));
  }

  @Test
  void infersFromJson() throws Exception {
    var response =
        gateway.post(
            "/v2/models/tones/infer",
            """
            {"id": "a7", "inputs": [{"name": "image", "shape": [3, 1, 2, 2], "datatype": "FP32",
              "data": [0.25, 0, 0, 0, 1, 0, 0, 0, 0.75, 0, 0, 0]}]}
            """);

    assertThat(response.statusCode()).isEqualTo(200);
    var json = new JsonObject(response.body());
    assertThat(json.getString("model_name")).isEqualTo("tones");
    assertThat(json.getString("model_version")).isEqualTo("1");
    assertThat(json.getString("id")).isEqualTo("a7");
    var probabilities = json.getJsonArray("outputs").getJsonObject(0);
    assertThat(probabilities.getJsonArray("shape")).containsExactly(3, 2);
    assertThat(probabilities.getJsonArray("data"))
        .containsExactly(0.25, 0.75, 1.0, 0.0, 0.75, 0.25);
    assertThat(json.getJsonArray("outputs").getJsonObject(1).getJsonArray("data"))
        .containsExactly("no", "yes", "yes");
  }

  @Test
  void infersFromBytesAndAnswersBytes() throws Exception {
    var json =
        """
        {"inputs": [{"name": "image", "shape": [1, 1, 2, 2], "datatype": "FP32",
          "parameters": {"binary_data_size": 16}}],
         "outputs": [{"name": "probabilities", "parameters": {"binary_data": true}}]}
        """;

    var response = binary("/v2/models/tones/versions/2/infer", json, floats(0.125f, 0, 0, 0));

    assertThat(response.statusCode()).isEqualTo(200);
    var jsonLength =
        Integer.parseInt(
            response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    var head = new JsonObject(new String(response.body(), 0, jsonLength, StandardCharsets.UTF_8));
    assertThat(head.getString("model_version")).isEqualTo("2");
    assertThat(
            head.getJsonArray("outputs")
                .getJsonObject(0)
                .getJsonObject("parameters")
                .getInteger("binary_data_size"))
        .isEqualTo(8);
    assertThat(Arrays.copyOfRange(response.body(), jsonLength, response.body().length))
        .isEqualTo(floats(0.125f, 0.875f));
  }

  @Test
  void infersFromABodyThatIsTheTensor() throws Exception {
    var response =
        gateway.bytes(
            gateway
                .request("/v2/models/tones/infer")
                .header("Inference-Header-Content-Length", "0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(floats(0.5f, 0, 0, 0, 1, 0, 0, 0))));

    var jsonLength =
        Integer.parseInt(
            response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    var tail = ByteBuffer.wrap(response.body()).order(ByteOrder.LITTLE_ENDIAN);
    tail.position(jsonLength);
    var probabilities = new float[4];
    tail.asFloatBuffer().get(probabilities);
    assertThat(probabilities).containsExactly(0.5f, 0.5f, 1, 0);
  }

  @Test
  void takesCompressedRequests() throws Exception {
    var json =
        """
        {"inputs": [{"name": "image", "shape": [1, 1, 2, 2], "datatype": "FP32",
          "data": [1, 0, 0, 0]}]}
        """;
    assertThat(compressed("gzip", gzip(bytes(json))).statusCode()).isEqualTo(200);

    var bomb = compressed("gzip", gzip(new byte[TestGateway.MAX_BYTES + 1]));
    assertThat(bomb.statusCode()).isEqualTo(413);
    var broken = compressed("deflate", bytes(json));
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("not valid deflate");
    var unknown = compressed("br", bytes(json));
    assertThat(unknown.statusCode()).isEqualTo(415);
    assertThat(unknown.body()).contains("must be gzip, deflate or identity");
  }

  private static HttpResponse<String> compressed(String encoding, byte[] body) throws Exception {
    return gateway.text(
        gateway
            .request("/v2/models/tones/infer")
            .header("Content-Encoding", encoding)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v2/models/tone/infer             | {"inputs": []} | 404 | there is no model 'tone'
          /v2/models/tones/versions/9/infer | {"inputs": []} | 404 | has no version 9
          /v2/models/tones/versions/3/infer | {"inputs": []} | 503 | cannot be loaded
          /v2/models/tones/infer            | {"inputs": []} | 400 | inputs is missing
          /v2/models/tones/infer            | {"inputs":     | 400 | the request is no JSON
          /v2/models/tones/infer            | {"inputs": [{"name": "x", "datatype": "FP32", "shape": [1], "data": [1]}]} | 400 | this model takes one, 'image'
          /v2/models/tones/infer            | {"inputs": [{"name": "image", "datatype": "FP32", "shape": [1, 1, 2, 2], "data": [1, 1, 1, 1]}], "outputs": [{"name": "boxes"}]} | 400 | output 'boxes' is unknown
          /v2/models/tones/infer            | {"inputs": [{"name": "image", "datatype": "FP32", "shape": [5, 1, 2, 2], "data": []}]} | 400 | holds 5 images, must be 1 to 4
          /v2/nothing                       | {}             | 404 | there is nothing at /v2/nothing
          /v2/repository/models/tones/unload | {}            | 400 | its aliases [champion] point to it
          /v2/repository/models/tone/load   | {}             | 404 | there is no model 'tone'
          """)
  void answersErrorsAsTheProtocolDoes(String path, String body, int status, String error)
      throws Exception {
    var response = gateway.post(path, body);

    assertThat(response.statusCode()).isEqualTo(status);
    var json = new JsonObject(response.body());
    assertThat(json.fieldNames()).containsExactly("error");
    assertThat(json.getString("error")).contains(error);
  }

  @Test
  void refusesBodiesThatAreTooLarge() throws Exception {
    var response =
        gateway.post(
            "/v2/models/tones/infer", "application/json", new byte[TestGateway.MAX_BYTES + 1]);

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(new JsonObject(response.body()).getString("error")).contains("larger than");
  }

  @Test
  void listsLoadsAndUnloadsVersions() throws Exception {
    assertThat(state("unused", "1")).isEqualTo("UNAVAILABLE");

    assertThat(gateway.post("/v2/repository/models/unused/load", "{}").statusCode()).isEqualTo(200);
    assertThat(state("unused", "1")).isEqualTo("READY");
    assertThat(state("tones", "1")).isEqualTo("READY");

    assertThat(gateway.post("/v2/repository/models/unused/unload", "{}").statusCode())
        .isEqualTo(200);
    assertThat(state("unused", "1")).isEqualTo("UNAVAILABLE");
    var ready = new JsonArray(gateway.post("/v2/repository/index", "{\"ready\": true}").body());
    assertThat(ready.stream().map(each -> ((JsonObject) each).getString("state")))
        .containsOnly("READY");
  }

  @Test
  void countsWhatItAnswered() throws Exception {
    var before = statistics();
    gateway.post(
        "/v2/models/tones/infer",
        """
        {"inputs": [{"name": "image", "shape": [3, 1, 2, 2], "datatype": "UINT8",
          "data": [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]}]}
        """);
    var after = statistics();

    assertThat(after.getInteger("inference_count"))
        .isEqualTo(before.getInteger("inference_count") + 3);
    // Three images in batches of two are two passes.
    assertThat(after.getInteger("execution_count"))
        .isEqualTo(before.getInteger("execution_count") + 2);
    var success = after.getJsonObject("inference_stats").getJsonObject("success");
    assertThat(success.getLong("ns")).isPositive();
  }

  private static JsonObject statistics() throws Exception {
    return new JsonObject(gateway.get("/v2/models/tones/versions/1/stats").body())
        .getJsonArray("model_stats")
        .getJsonObject(0);
  }

  private static String state(String model, String version) throws Exception {
    var index =
        new JsonArray(
            gateway
                .text(
                    gateway
                        .request("/v2/repository/index")
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .body());
    return index.stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("name").equals(model))
        .filter(each -> each.getString("version").equals(version))
        .findFirst()
        .orElseThrow()
        .getString("state");
  }

  private static HttpResponse<byte[]> binary(String path, String json, byte[] tensor)
      throws Exception {
    var head = json.getBytes(StandardCharsets.UTF_8);
    var body = new ByteArrayOutputStream();
    body.writeBytes(head);
    body.writeBytes(tensor);
    return gateway.bytes(
        gateway
            .request(path)
            .header("Content-Type", "application/octet-stream")
            .header("Inference-Header-Content-Length", String.valueOf(head.length))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static byte[] floats(float... values) {
    var bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
