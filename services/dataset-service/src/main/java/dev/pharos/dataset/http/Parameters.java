package dev.pharos.dataset.http;

import dev.pharos.contracts.dataset.ImportMode;
import dev.pharos.dataset.imports.ImportOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request that was validated. */
final class Parameters {
  private static final int DEFAULT_LIMIT = 50;

  private final ValidatedRequest validated;

  private Parameters(ValidatedRequest validated) {
    this.validated = validated;
  }

  static Parameters of(RoutingContext request) {
    return new Parameters(request.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST));
  }

  /** A part of the path. */
  String path(String name) {
    return validated.getPathParameters().get(name).getString();
  }

  /** A part of the path that is a number. */
  int number(String name) {
    return validated.getPathParameters().get(name).getInteger();
  }

  /** A query parameter. */
  Optional<String> query(String name) {
    return present(validated.getQuery(), name).map(RequestParameter::getString);
  }

  /** A query parameter that is a number. */
  Optional<Integer> queryNumber(String name) {
    return present(validated.getQuery(), name).map(RequestParameter::getInteger);
  }

  /** A query parameter that is a large number. */
  Optional<Long> queryLong(String name) {
    return present(validated.getQuery(), name).map(RequestParameter::getLong);
  }

  /** A query parameter that need not be a whole number. */
  Optional<Double> queryDouble(String name) {
    return present(validated.getQuery(), name).map(RequestParameter::getDouble);
  }

  /** A query parameter that is true or false. */
  Optional<Boolean> queryBoolean(String name) {
    return present(validated.getQuery(), name).map(RequestParameter::getBoolean);
  }

  /** What the query says about an import that its files do not. */
  ImportOptions importOptions() {
    return new ImportOptions(
        mode(query("mode").orElse(null)),
        queryBoolean("coarseLabels").orElse(null),
        queryNumber("padTo").orElse(null));
  }

  /** The mode of a name that was validated; null for null. */
  static ImportMode mode(String name) {
    return name == null ? null : ImportMode.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** How many items of a list are wanted. */
  int limit() {
    return queryNumber("limit").orElse(DEFAULT_LIMIT);
  }

  private static Optional<RequestParameter> present(
      Map<String, RequestParameter> parameters, String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }
}
