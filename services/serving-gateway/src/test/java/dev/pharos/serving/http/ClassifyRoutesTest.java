package dev.pharos.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ClassifyRoutesTest {
  private static final String BOUNDARY = "----cut-here";
  private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;

  private static TestGateway gateway;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record File(String name, byte[] content) {}

  @BeforeAll
  static void start() {
    gateway = new TestGateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void classifiesAnImage() throws Exception {
    var response = gateway.post("/v1/models/tones/classify", "image/png", TestGateway.tone(204));

    assertThat(response.statusCode()).isEqualTo(200);
    var json = new JsonObject(response.body());
    assertThat(json.getString("model")).isEqualTo("tones");
    assertThat(json.getInteger("version")).isEqualTo(1);
    var image = json.getJsonArray("predictions").getJsonObject(0);
    assertThat(image.getString("file")).isEqualTo("image");
    var best = image.getJsonArray("predictions").getJsonObject(0);
    assertThat(best.getString("label")).isEqualTo("yes");
    assertThat(best.getDouble("probability")).isCloseTo(0.8, within(1e-6));
    assertThat(image.getJsonArray("predictions")).hasSize(2);
    assertThat(response.headers().firstValue("Server-Timing").orElseThrow())
        .matches("prepare;dur=.+, queue;dur=.+, compute;dur=.+");
    assertThat(gateway.answered).contains("tones version 1");
  }

  @Test
  void classifiesTheFilesOfAForm() throws Exception {
    var response =
        gateway.post(
            "/v1/models/tones/classify?top=1",
            FORM,
            form(
                new File("dark.png", TestGateway.tone(0)),
                new File("light.png", TestGateway.tone(255)),
                new File("grey.png", TestGateway.tone(51))));

    var predictions = new JsonObject(response.body()).getJsonArray("predictions");
    assertThat(predictions.stream().map(each -> ((JsonObject) each).getString("file")))
        .containsExactly("dark.png", "light.png", "grey.png");
    assertThat(predictions.stream().map(ClassifyRoutesTest::best))
        .containsExactly("no", "yes", "no");
  }

  @Test
  void takesWhateverBytesDecodeAsAnImage() throws Exception {
    assertThat(
            gateway
                .post(
                    "/v1/models/tones/classify?version=2",
                    "application/octet-stream",
                    TestGateway.tone(1))
                .statusCode())
        .isEqualTo(200);
    assertThat(
            gateway
                .text(
                    gateway
                        .request("/v1/models/unused/classify")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(TestGateway.tone(1))))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void namesTheFileThatIsNoImage() throws Exception {
    var truncated = Arrays.copyOf(TestGateway.tone(7), 40);

    var response =
        gateway.post(
            "/v1/models/tones/classify",
            FORM,
            form(
                new File("good.png", TestGateway.tone(1)),
                new File("cut.png", truncated),
                new File("notes.txt", bytes("no image at all"))));

    assertThat(response.statusCode()).isEqualTo(422);
    var problem = problem(response);
    assertThat(problem.getString("detail")).contains("cut.png", "truncated");
    var errors = problem.getJsonArray("errors");
    assertThat(errors).hasSize(2);
    assertThat(errors.getJsonObject(1).getString("field")).isEqualTo("notes.txt");
    assertThat(errors.getJsonObject(1).getString("message")).contains("not an image");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/models/tone/classify                           | 404 | there is no model 'tone'; there are tones, unused
          /v1/models/tones/classify?alias=best               | 404 | model 'tones' has no alias 'best'; its aliases are champion
          /v1/models/tones/classify?version=9                | 404 | model 'tones' has no version 9; its versions are 1, 2, 3
          /v1/models/tones/classify?alias=champion&version=1 | 400 | give one of them
          /v1/models/tones/classify?version=one              | 400 | version is 'one', must be a whole number
          /v1/models/tones/classify?top=0                    | 400 | top is '0', must be a whole number from 1
          /v1/models/tones/classify?version=3                | 503 | tones version 3 cannot be loaded: its parameters are damaged
          """)
  void saysWhatThereIs(String path, int status, String detail) throws Exception {
    var response = gateway.post(path, "image/png", TestGateway.tone(1));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(problem(response).getString("detail")).contains(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          image/png            | 400 | the body is empty
          application/json     | 415 | Content-Type is 'application/json', must be image/*
          """)
  void refusesWhatIsNoUpload(String type, int status, String detail) throws Exception {
    var response = gateway.post("/v1/models/tones/classify", type, new byte[0]);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(problem(response).getString("detail")).contains(detail);
  }

  @Test
  void refusesAFormWithoutFilesAndOneWithTooMany() throws Exception {
    var none = gateway.post("/v1/models/tones/classify", FORM, form());
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(problem(none).getString("detail")).contains("the form has no file");

    var files =
        IntStream.rangeClosed(0, TestGateway.MAX_IMAGES)
            .mapToObj(i -> new File(i + ".png", TestGateway.tone(i)))
            .toArray(File[]::new);
    var many = gateway.post("/v1/models/tones/classify", FORM, form(files));
    assertThat(many.statusCode()).isEqualTo(413);
    assertThat(problem(many).getString("detail")).contains("more than 4 files");
  }

  @Test
  void refusesTooManyBytesWhetherAnnouncedOrNot() throws Exception {
    var large = new byte[TestGateway.MAX_BYTES + 1];
    var announced = gateway.post("/v1/models/tones/classify", "image/png", large);
    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(problem(announced).getString("detail"))
        .contains("the body has 100001 bytes, at most 100000 are taken");

    var streamed =
        gateway.text(
            gateway
                .request("/v1/models/tones/classify")
                .header("Content-Type", "image/png")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large))));
    assertThat(streamed.statusCode()).isEqualTo(413);
  }

  @Test
  void answersAClientThatAsksBeforeItSends() throws Exception {
    var response =
        gateway.text(
            gateway
                .request("/v1/models/tones/classify")
                .expectContinue(true)
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(TestGateway.tone(1))));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAtOnceWhatDoesNotFitInTheQueue() {
    gateway.network().held = true;
    var answers = new ConcurrentLinkedQueue<HttpResponse<String>>();
    var asking =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> {
                          try {
                            answers.add(
                                gateway.post(
                                    "/v1/models/tones/classify", "image/png", TestGateway.tone(1)));
                          } catch (Exception e) {
                            throw new IllegalStateException(e);
                          }
                        },
                        task -> new Thread(task).start()))
            .toList();

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> answers.stream().filter(each -> each.statusCode() == 503).count() >= 6);
    gateway.network().letGo();
    asking.forEach(CompletableFuture::join);

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 503);
    var refused =
        answers.stream().filter(each -> each.statusCode() == 503).findFirst().orElseThrow();
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(problem(refused).getString("detail")).contains("images wait for tones version 1");
  }

  private static JsonObject problem(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    return new JsonObject(response.body());
  }

  private static String best(Object image) {
    return ((JsonObject) image).getJsonArray("predictions").getJsonObject(0).getString("label");
  }

  private static byte[] form(File... files) {
    var body = new ByteArrayOutputStream();
    for (var file : files) {
      body.writeBytes(
          bytes(
              "--%s\r\nContent-Disposition: form-data; name=\"image\"; filename=\"%s\"\r\nContent-Type: image/png\r\n\r\n"
                  .formatted(BOUNDARY, file.name())));
      body.writeBytes(file.content());
      body.writeBytes(bytes("\r\n"));
    }
    body.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
    return body.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
