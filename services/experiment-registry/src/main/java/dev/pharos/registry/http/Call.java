package dev.pharos.registry.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.registry.paging.Cursor;
import dev.pharos.runtime.http.Problem;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A request that fits the contract, and the way to its parts. */
final class Call {
  private static final int DEFAULT_LIMIT = 50;
  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  private final RoutingContext request;
  private final Optional<ValidatedRequest> validated;

  Call(RoutingContext request) {
    this.request = request;
    this.validated =
        Optional.ofNullable(request.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST));
  }

  RoutingContext request() {
    return request;
  }

  /** A part of the path, decoded. */
  String path(String name) {
    return request.pathParam(name);
  }

  /**
   * An id in the path.
   *
   * @throws Problem 404 if it cannot be one
   */
  UUID id(String name, String what) {
    var text = path(name);
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("%s '%s' does not exist".formatted(what, text));
    }
  }

  Optional<String> query(String name) {
    return parameter(name).map(RequestParameter::getString);
  }

  Optional<Integer> integer(String name) {
    return parameter(name).map(RequestParameter::getInteger);
  }

  Optional<Long> number(String name) {
    return parameter(name).map(RequestParameter::getLong);
  }

  /** Every value of a parameter that may be given several times. */
  List<String> queries(String name) {
    return request.queryParam(name);
  }

  private Optional<RequestParameter> parameter(String name) {
    return validated
        .map(valid -> valid.getQuery().get(name))
        .filter(parameter -> !parameter.isNull() && !parameter.isEmpty());
  }

  int limit() {
    return integer("limit").orElse(DEFAULT_LIMIT);
  }

  /**
   * Where a list goes on.
   *
   * @param parts how many parts the list's key has
   * @throws Problem 400 if it is no cursor
   */
  Optional<Cursor> cursor(String name, int parts) {
    try {
      return query(name).map(text -> Cursor.parse(text, parts));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    }
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request.request().getHeader(name)).filter(text -> !text.isBlank());
  }

  /**
   * The body as JSON; an empty object if there is none.
   *
   * @throws Problem 400 if it is no JSON
   */
  JsonNode body() {
    var buffer = request.body().buffer();
    try {
      return MessageCodec.parse(
          buffer == null || buffer.length() == 0 ? EMPTY_OBJECT : buffer.getBytes());
    } catch (InvalidMessageException e) {
      throw Problem.badRequest(e.getMessage().replace("the message", "the body"));
    }
  }
}
