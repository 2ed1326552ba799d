package dev.pharos.runtime.http;

import dev.pharos.runtime.OverloadedException;
import dev.pharos.runtime.database.SqlFailure;
import dev.pharos.runtime.telemetry.LogContext;
import dev.pharos.runtime.telemetry.TraceContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every failure of a request with a problem. Mistakes of the caller are not logged;
 * mistakes of ours are, with an id that the caller is given.
 */
final class ProblemHandler implements Handler<RoutingContext> {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  /** How Vert.x names a parameter of the path, the query or the header. */
  private static final Pattern PARAMETER =
      Pattern.compile("^The value of \\w+ parameter (\\S+) is ");

  @Override
  public void handle(RoutingContext request) {
    var response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    var problem = problem(request);
    if (response.headWritten()) {
      // The status is gone; a cut connection at least tells the caller that the answer is not
      // whole.
      request.request().connection().close();
      return;
    }
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"pharos\"");
    } else if (problem.status() == 503) {
      response.putHeader(HttpHeaders.RETRY_AFTER, "1");
    } else if (problem.status() == 413) {
      // What is left of the body is not read.
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(problem.toJson().put("instance", request.request().path()).toBuffer());
  }

  private static Problem problem(RoutingContext request) {
    var failure = request.failure();
    if (failure instanceof Problem problem) {
      return problem;
    } else if (failure instanceof OverloadedException) {
      return Problem.unavailable(failure.getMessage());
    } else if (failure instanceof ValidatorException invalid) {
      return invalid(invalid, request);
    } else if (failure instanceof DecodeException) {
      return Problem.badRequest("the body is not JSON: " + failure.getMessage());
    } else if (failure instanceof HttpException http) {
      if (http.getCause() instanceof ValidatorException invalid) {
        return invalid(invalid, request);
      }
      return ofStatus(http.getStatusCode(), http.getPayload(), request);
    } else if (failure == null || isMistakeOfCaller(request.statusCode())) {
      return ofStatus(request.statusCode(), failure == null ? null : failure.getMessage(), request);
    }
    return SqlFailure.isTransient(failure) ? away(request, failure) : unexpected(request, failure);
  }

  /** The database is away, or busy with something else; that is no mistake of anybody's. */
  private static Problem away(RoutingContext request, Throwable failure) {
    log.warn(
        "{} {} failed because of the database: {}",
        request.request().method(),
        request.request().path(),
        failure.toString());
    return Problem.unavailable("the database does not answer at the moment; try again");
  }

  private static boolean isMistakeOfCaller(int status) {
    return status >= 400 && status < 500;
  }

  private static Problem invalid(ValidatorException invalid, RoutingContext request) {
    if (invalid instanceof SchemaValidationException schema
        && schema.getOutputUnit() != null
        && schema.getOutputUnit().getErrors() != null) {
      var parameter = parameter(invalid);
      var errors =
          SchemaMistakes.of(
              schema.getOutputUnit().getErrors(),
              place -> field(parameter, place),
              parameter.flatMap(name -> RequestContract.form(request, name)));
      return new Problem(400, "invalid", "The request is not valid", detail(invalid, errors))
          .withErrors(errors);
    }
    return new Problem(400, "invalid", "The request is not valid", invalid.getMessage());
  }

  private static String detail(ValidatorException invalid, List<Problem.FieldError> errors) {
    return errors.isEmpty()
        ? invalid.getMessage()
        : errors.stream()
            .map(
                error ->
                    (error.field().isEmpty() ? "body" : error.field()) + ": " + error.message())
            .reduce((a, b) -> a + "; " + b)
            .orElseThrow();
  }

  /** The name of the parameter that is wrong; empty if it is the body. */
  private static Optional<String> parameter(ValidatorException invalid) {
    var told = PARAMETER.matcher(String.valueOf(invalid.getMessage()));
    return told.find() ? Optional.of(told.group(1)) : Optional.empty();
  }

  private static String field(Optional<String> parameter, String place) {
    return parameter.map(name -> place.isEmpty() ? name : name + "." + place).orElse(place);
  }

  private static Problem ofStatus(int status, String detail, RoutingContext request) {
    var code = status < 400 ? 500 : status;
    var phrase = HttpResponseStatus.valueOf(code).reasonPhrase();
    var type = phrase.toLowerCase(Locale.ROOT).replace(' ', '-');
    return switch (code) {
      case 404 ->
          Problem.notFound(
              detail != null
                  ? detail
                  : "there is nothing at %s %s"
                      .formatted(request.request().method(), request.request().path()));
      case 405 ->
          new Problem(
              405,
              "method-not-allowed",
              "Method not allowed",
              "%s is not possible on %s"
                  .formatted(request.request().method(), request.request().path()));
      case 413 -> Problem.tooLarge("the request body is larger than this route takes");
      default -> new Problem(code, type, phrase, detail == null ? phrase : detail);
    };
  }

  private static Problem unexpected(RoutingContext request, Throwable failure) {
    var id = UUID.randomUUID().toString();
    try (var marked = LogContext.open().trace(TraceContext.of(request).traceparent())) {
      log.error(
          "{} {} failed unexpectedly, error id {}",
          request.request().method(),
          request.request().path(),
          id,
          failure);
    }
    return new Problem(
            500,
            "internal-error",
            "Internal error",
            "something went wrong inside the platform; its log has the cause under the error id "
                + id)
        .with("errorId", id);
  }
}
