package dev.pharos.serving.http;

import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.telemetry.TraceContext;
import dev.pharos.serving.catalog.ModelSelector;
import dev.pharos.serving.model.Signature;
import dev.pharos.serving.predict.Predictions;
import dev.pharos.serving.predict.Prepared;
import dev.pharos.serving.v2.ImageTensor;
import dev.pharos.serving.v2.InferRequest;
import dev.pharos.serving.v2.InferRequestReader;
import dev.pharos.serving.v2.InferResponse;
import dev.pharos.serving.v2.Probabilities;
import dev.pharos.serving.v2.ProtocolException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Inference by the Open Inference Protocol, with tensors as JSON or as bytes. */
final class InferRoutes {
  /** Bytes of JSON at the beginning of a body whose tensors follow as bytes. */
  static final String JSON_LENGTH = "Inference-Header-Content-Length";

  private final Predictions predictions;
  private final WorkPool pool;
  private final BodyHandler body;
  private final InferRequestReader reader;
  private final int maxBytes;
  private final int maxImages;

  InferRoutes(
      Predictions predictions, WorkPool pool, BodyHandler body, GatewayRoutes.Limits limits) {
    this.predictions = predictions;
    this.pool = pool;
    this.body = body;
    this.maxBytes = Math.toIntExact(Math.min(Integer.MAX_VALUE - 8, limits.maxBytes()));
    this.maxImages = limits.maxImages();
    this.reader = new InferRequestReader(Integer.MAX_VALUE - 8);
  }

  void mount(RouterBuilder contract) {
    for (var operation : List.of("infer", "inferVersion")) {
      // A schema over hundreds of thousands of numbers would cost more than the network.
      contract.getRoute(operation).setDoValidation(false).addHandler(body).addHandler(this::infer);
    }
  }

  private void infer(RoutingContext request) {
    var selector = ModelSelector.ofPath(request.pathParam("name"), request.pathParam("version"));
    var bytes = request.body().buffer() == null ? Buffer.buffer() : request.body().buffer();
    var encoding = request.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    var jsonLength = request.request().getHeader(JSON_LENGTH);
    var parsed = new AtomicReference<InferRequest>();
    predictions
        .answer(
            TraceContext.of(request).traceId(),
            selector,
            signature ->
                pool.submit(
                    () -> {
                      var body = ContentEncoding.decode(bytes.getBytes(), encoding, maxBytes);
                      return prepare(body, jsonLength, signature, parsed);
                    }))
        .map(
            answer -> {
              request.response().putHeader("Server-Timing", answer.serverTiming());
              return InferResponse.of(
                  parsed.get(),
                  answer.key().model(),
                  answer.key().version(),
                  new Probabilities(
                      answer.signature().classes(), answer.prediction().probabilities()));
            })
        .compose(response -> send(request, response))
        .onFailure(failure -> request.fail(Failures.asProblem(failure)));
  }

  private Prepared prepare(
      byte[] body, String jsonLength, Signature signature, AtomicReference<InferRequest> parsed) {
    var request = parse(body, jsonLength, signature);
    var images = ImageTensor.of(request, signature.input(), maxImages);
    signature.normalise(images.values());
    parsed.set(request);
    return new Prepared(images.values(), images.count());
  }

  private InferRequest parse(byte[] bytes, String jsonLength, Signature signature) {
    if (jsonLength == null) {
      return reader.read(bytes, bytes.length);
    }
    var length = number(jsonLength);
    var input = signature.input();
    return length == 0
        ? reader.raw(
            bytes,
            ImageTensor.NAME,
            List.of((long) input.channels(), (long) input.height(), (long) input.width()))
        : reader.read(bytes, length);
  }

  private static int number(String jsonLength) {
    try {
      return Integer.parseInt(jsonLength.strip());
    } catch (NumberFormatException e) {
      throw new ProtocolException(
          "%s is '%s', must be a number of bytes".formatted(JSON_LENGTH, jsonLength));
    }
  }

  private static Future<Void> send(RoutingContext request, InferResponse answer) {
    var response = request.response();
    if (answer.binary()) {
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
          .putHeader(JSON_LENGTH, String.valueOf(answer.jsonLength()));
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    }
    return response.end(Buffer.buffer(answer.body()));
  }
}
