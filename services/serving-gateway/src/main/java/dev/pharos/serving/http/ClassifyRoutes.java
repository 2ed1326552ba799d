package dev.pharos.serving.http;

import dev.pharos.runtime.http.Problem;
import dev.pharos.runtime.telemetry.TraceContext;
import dev.pharos.serving.catalog.ModelSelector;
import dev.pharos.serving.predict.Answer;
import dev.pharos.serving.predict.Predictions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.List;
import java.util.Optional;

/** {@code POST /v1/models/{name}/classify}: what do these images show? */
final class ClassifyRoutes {
  private static final int DEFAULT_TOP = 5;
  private static final int MOST_TOP = 1_000;

  private final Predictions predictions;
  private final ImageDecoding decoding;
  private final long maxBytes;
  private final int maxImages;

  ClassifyRoutes(Predictions predictions, ImageDecoding decoding, long maxBytes, int maxImages) {
    this.predictions = predictions;
    this.decoding = decoding;
    this.maxBytes = maxBytes;
    this.maxImages = maxImages;
  }

  void mount(RouterBuilder contract) {
    // The body is no JSON; it is read and checked here.
    contract.getRoute("classify").setDoValidation(false).addHandler(this::classify);
  }

  private void classify(RoutingContext request) {
    var selector = selector(request);
    var top = number(request, "top", MOST_TOP).orElse(DEFAULT_TOP);
    ImageUpload.read(request.request(), maxBytes, maxImages)
        .compose(files -> classify(request, selector, files, top))
        .onFailure(failure -> request.fail(Failures.asProblem(failure)));
  }

  private Future<Void> classify(
      RoutingContext request, ModelSelector selector, List<ImageFile> files, int top) {
    return predictions
        .answer(
            TraceContext.of(request).traceId(),
            selector,
            signature -> decoding.prepare(files, signature))
        .compose(
            answer -> {
              request.response().putHeader("Server-Timing", answer.serverTiming());
              return request.json(json(files, answer, top));
            });
  }

  private static ModelSelector selector(RoutingContext request) {
    var alias = request.queryParams().get("alias");
    var version = number(request, "version", Integer.MAX_VALUE).orElse(null);
    try {
      return new ModelSelector(request.pathParam("name"), alias, version);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    }
  }

  private static Optional<Integer> number(RoutingContext request, String name, int most) {
    var text = request.queryParams().get(name);
    if (text == null) {
      return Optional.empty();
    }
    try {
      var number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      // The same answer as for a number out of range.
    }
    throw Problem.badRequest(
        "%s is '%s', must be a whole number from 1 to %d".formatted(name, text, most));
  }

  private static JsonObject json(List<ImageFile> files, Answer answer, int top) {
    var predictions = new JsonArray();
    for (var i = 0; i < files.size(); i++) {
      var ranked = new JsonArray();
      for (var best : answer.best(i, top)) {
        ranked.add(
            new JsonObject().put("label", best.label()).put("probability", best.probability()));
      }
      predictions.add(new JsonObject().put("file", files.get(i).name()).put("predictions", ranked));
    }
    return new JsonObject()
        .put("model", answer.key().model())
        .put("version", answer.key().version())
        .put("predictions", predictions);
  }
}
