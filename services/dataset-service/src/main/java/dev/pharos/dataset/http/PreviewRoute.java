package dev.pharos.dataset.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.job.Augmentation;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.PngEncoder;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.prepare.Preview;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.http.Problem;
import dev.pharos.runtime.http.Problem.FieldError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.io.IOException;

/** What augmentation would make of an image, to look at before training. */
final class PreviewRoute {
  private static final int DEFAULT_COUNT = 9;
  private static final long DEFAULT_SEED = 1;

  private final SampleRoutes samples;
  private final WorkPool files;

  PreviewRoute(SampleRoutes samples, WorkPool files) {
    this.samples = samples;
    this.files = files;
  }

  void mount(RouterBuilder routes) {
    routes.getRoute("previewAugmentation").addHandler(this::byWord);
    routes.getRoute("tryAugmentation").addHandler(this::byBody);
  }

  private void byWord(RoutingContext request) {
    var parameters = Parameters.of(request);
    var wish = Json.mapper().createObjectNode();
    parameters.query("augmentation").ifPresent(word -> wish.put("augmentation", word));
    parameters.queryNumber("count").ifPresent(count -> wish.put("count", count));
    preview(request, wish);
  }

  private void byBody(RoutingContext request) {
    preview(request, MessageCodec.parse(request.body().buffer().getBytes()));
  }

  private void preview(RoutingContext request, JsonNode wish) {
    var parameters = Parameters.of(request);
    var augmentation = augmentation(wish.path("augmentation"));
    samples
        .version(parameters)
        .compose(
            version ->
                files.submit(
                    () ->
                        grid(
                            samples.open(version, parameters.number("index")),
                            parameters.number("index"),
                            augmentation,
                            wish)))
        .onSuccess(
            png ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "image/png")
                    // Compressed already.
                    .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                    .end(png))
        .onFailure(request::fail);
  }

  /** As a job says it, a word or an object; what is wrong is told as for a job. */
  private static Augmentation augmentation(JsonNode said) {
    if (said.isMissingNode()) {
      return Augmentation.CROP_MIRROR;
    }
    var job = Json.mapper().createObjectNode();
    job.putObject("network").put("name", "any");
    job.putObject("dataset").put("name", "any");
    job.putObject("training").set("augmentation", said);
    try {
      return MessageCodec.decode(JobSpec.class, job).training().augmentation();
    } catch (InvalidMessageException e) {
      throw Problem.invalid(
          "the augmentation is not valid: " + e.getMessage(),
          e.violations().stream()
              .map(
                  violation ->
                      new FieldError(
                          violation.field().replaceFirst("^training\\.", ""),
                          null,
                          violation.message()))
              .toList());
    }
  }

  private static Buffer grid(
      PackedDataset dataset, int index, Augmentation augmentation, JsonNode wish)
      throws IOException {
    var stored = dataset.shape();
    var height = wish.path("height").asInt(usualInput(stored, stored.height()));
    var width = wish.path("width").asInt(usualInput(stored, stored.width()));
    var seed = wish.path("seed").asLong(DEFAULT_SEED);
    var count = wish.path("count").asInt(DEFAULT_COUNT);
    try (var encoder = new PngEncoder()) {
      var preview = new Preview(dataset, augmentation, height, width, seed);
      return Buffer.buffer(encoder.encode(preview.grid(index, count)));
    } catch (IllegalArgumentException e) {
      throw Problem.conflict(e.getMessage());
    }
  }

  /** As 224 to 256 for photographs; small images go into the network whole. */
  private static int usualInput(ImageShape stored, int side) {
    return Math.min(stored.height(), stored.width()) < 64 ? side : side * 7 / 8;
  }
}
