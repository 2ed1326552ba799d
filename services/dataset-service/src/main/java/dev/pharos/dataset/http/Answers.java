package dev.pharos.dataset.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pharos.contracts.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Sends what a future brings. */
final class Answers {
  private Answers() {}

  /** As JSON, with status 200; a failure becomes a problem. */
  static void send(RoutingContext request, Future<?> body) {
    send(request, 200, body);
  }

  /** As JSON; a failure becomes a problem. */
  static void send(RoutingContext request, int status, Future<?> body) {
    body.onSuccess(
            value ->
                request
                    .response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(json(value)))
        .onFailure(request::fail);
  }

  private static Buffer json(Object value) {
    try {
      return Buffer.buffer(Json.mapper().writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written as JSON", e);
    }
  }
}
