package dev.pharos.registry.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pharos.contracts.Json;
import dev.pharos.runtime.database.SqlFailure;
import dev.pharos.runtime.http.Problem;
import dev.pharos.runtime.http.RequestContract;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Binds functions to the operations of the contract, and writes what they answer. */
final class Api {
  /** The contract, on the class path and at this address. */
  static final String CONTRACT = "openapi/experiment-registry.yaml";

  private final RouterBuilder builder;
  private final Set<String> open = new HashSet<>();

  private Api(RouterBuilder builder, OpenAPIContract contract) {
    this.builder = builder;
    contract.operations().forEach(operation -> open.add(operation.getOperationId()));
  }

  /** Reads the contract. */
  static Future<Api> load(Vertx vertx, BodyHandler bodies) {
    return RequestContract.load(vertx, CONTRACT)
        .map(
            contract ->
                new Api(
                    RouterBuilder.create(vertx, contract, RequestExtractor.withBodyHandler())
                        .rootHandler(bodies)
                        .rootHandler(RequestContract::keepParameters)
                        .rootHandler(RequestContract.forms(contract)),
                    contract));
  }

  /** Answers an operation with what a function gives, or with the problem it fails with. */
  Api answer(String operation, Function<Call, Future<Reply>> function) {
    return handle(operation, request -> answer(request, function));
  }

  /** Answers a request with what a function gives, or with the problem it fails with. */
  static void answer(RoutingContext request, Function<Call, Future<Reply>> function) {
    Future.<Reply>future(promise -> function.apply(new Call(request)).onComplete(promise))
        .onSuccess(reply -> write(request, reply))
        .onFailure(failure -> request.fail(explain(failure)));
  }

  /** The same for an operation that looks at its body by itself. */
  Api answerUnchecked(String operation, Function<Call, Future<Reply>> function) {
    builder.getRoute(operation).setDoValidation(false);
    return answer(operation, function);
  }

  /** Lets a handler write the whole answer. */
  Api handle(String operation, Handler<RoutingContext> handler) {
    bound(operation);
    builder.getRoute(operation).addHandler(handler);
    return this;
  }

  private void bound(String operation) {
    if (!open.remove(operation)) {
      throw new IllegalStateException(operation + " is not in the contract, or is bound already");
    }
  }

  /** Says which operations other routes of the same server answer. */
  Api elsewhere(String... operations) {
    for (var operation : operations) {
      bound(operation);
    }
    return this;
  }

  /** The operations that were bound, as a router. */
  Router router() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("the contract promises what nobody answers: " + open);
    }
    return builder.createRouter();
  }

  private static void write(RoutingContext request, Reply reply) {
    var response = request.response().setStatusCode(reply.status());
    reply.location().ifPresent(location -> response.putHeader(HttpHeaders.LOCATION, location));
    if (reply.body() == null) {
      response.end();
      return;
    }
    try {
      var json = Buffer.buffer(Json.mapper().writeValueAsBytes(reply.body()));
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .end(json);
    } catch (JsonProcessingException e) {
      request.fail(e);
    }
  }

  /** A database that is away is nobody's mistake, and passes. */
  static Throwable explain(Throwable failure) {
    return SqlFailure.isTransient(failure)
        ? Problem.unavailable("the database does not answer at the moment; try again")
        : failure;
  }
}
