package dev.pharos.serving.http;

import dev.pharos.runtime.OverloadedException;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers failures below {@code /v2} as the Open Inference Protocol does: {@code {"error"}}. */
final class ProtocolErrors implements Handler<RoutingContext> {
  private static final Logger log = LoggerFactory.getLogger(ProtocolErrors.class);

  @Override
  public void handle(RoutingContext request) {
    var response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    var failure = request.failure() == null ? null : Failures.asProblem(request.failure());
    var status = status(request, failure);
    if (status >= 500 && status != 503) {
      log.error("{} {} failed", request.request().method(), request.request().path(), failure);
    }
    if (status == 503) {
      response.putHeader(HttpHeaders.RETRY_AFTER, "1");
    } else if (status == 401) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"pharos\"");
    } else if (status == 413) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(new JsonObject().put("error", message(request, status, failure)).toBuffer());
  }

  private static int status(RoutingContext request, Throwable failure) {
    if (failure instanceof Problem problem) {
      return problem.status();
    } else if (failure instanceof OverloadedException) {
      return 503;
    }
    return request.statusCode() < 400 ? 500 : request.statusCode();
  }

  private static String message(RoutingContext request, int status, Throwable failure) {
    if (status == 413) {
      return "the body is larger than this gateway takes";
    } else if (failure instanceof Problem || failure instanceof OverloadedException) {
      return failure.getMessage();
    } else if (status == 404) {
      return "there is nothing at " + request.request().path();
    } else if (status < 500) {
      return failure == null || failure.getMessage() == null
          ? request.request().method() + " is not possible here"
          : failure.getMessage();
    }
    return "something went wrong inside the gateway; its log has the cause";
  }
}
