package dev.pharos.runtime.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads an OpenAPI contract for the checking of requests. What it says of answers is for its
 * readers and is left out: Vert.x refuses contracts whose answers are problems, images or event
 * streams.
 */
public final class RequestContract {
  private static final String FORMS = "pharos.parameter-forms";

  private RequestContract() {}

  /**
   * Reads a contract.
   *
   * @param resource the YAML file on the class path
   */
  public static Future<OpenAPIContract> load(Vertx vertx, String resource) {
    return vertx
        .fileSystem()
        .readFile(resource)
        .compose(
            file ->
                // Resolving a large contract takes longer than an event loop may be kept.
                vertx.executeBlocking(
                    () ->
                        OpenAPIContract.from(
                            vertx, withoutAnswers(parse(file.toString(StandardCharsets.UTF_8))))))
        .compose(contract -> contract);
  }

  /**
   * The operations of a contract as a router, each with its handler. What a contract does not have
   * cannot be bound.
   *
   * @throws IllegalStateException if the contract promises what nobody answers
   */
  public static Router router(RouterBuilder operations) {
    var open =
        operations.getRoutes().stream()
            .filter(route -> route.getHandlers().isEmpty())
            .map(route -> route.getOperation().getOperationId())
            .toList();
    if (!open.isEmpty()) {
      throw new IllegalStateException("the contract promises what nobody answers: " + open);
    }
    return operations.createRouter();
  }

  /**
   * To be called before requests are checked: Vert.x decodes query parameters that are decoded
   * already, and would refuse {@code 100%} and take the plus out of {@code a+b}.
   */
  public static void keepParameters(RoutingContext request) {
    var parameters = request.request().params();
    for (var name : List.copyOf(parameters.names())) {
      var encoded =
          parameters.getAll(name).stream()
              .map(value -> value.replace("%", "%25").replace("+", "%2B"))
              .toList();
      parameters.set(name, encoded);
    }
    request.next();
  }

  /**
   * A root handler that lets a refusal say which form a parameter must have, as a regular
   * expression.
   */
  public static Handler<RoutingContext> forms(OpenAPIContract contract) {
    var forms = new HashMap<String, String>();
    for (var operation : contract.operations()) {
      for (var parameter : operation.getParameters()) {
        if (parameter.getSchema() != null && parameter.getSchema().get("pattern") != null) {
          forms.put(parameter.getName(), parameter.getSchema().get("pattern"));
        }
      }
    }
    return request -> {
      request.put(FORMS, forms);
      request.next();
    };
  }

  /** The form that a parameter of a request must have, where it is known. */
  static Optional<String> form(RoutingContext request, String parameter) {
    Map<String, String> forms = request.get(FORMS);
    return Optional.ofNullable(forms).map(known -> known.get(parameter));
  }

  private static JsonObject parse(String yaml) {
    Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    return new JsonObject(document);
  }

  private static JsonObject withoutAnswers(JsonObject contract) {
    var answer = new JsonObject().put("default", new JsonObject().put("description", "an answer"));
    for (var path : contract.getJsonObject("paths")) {
      for (var operation : (JsonObject) wrapped(path.getValue())) {
        if (wrapped(operation.getValue()) instanceof JsonObject body
            && body.containsKey("operationId")) {
          body.put("responses", answer.copy());
        }
      }
    }
    var components = contract.getJsonObject("components");
    if (components != null) {
      components.remove("responses");
    }
    return contract;
  }

  @SuppressWarnings("unchecked")
  private static Object wrapped(Object value) {
    return value instanceof Map<?, ?> map ? new JsonObject((Map<String, Object>) map) : value;
  }
}
