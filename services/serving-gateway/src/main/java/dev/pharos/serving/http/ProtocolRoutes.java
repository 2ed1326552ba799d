package dev.pharos.serving.http;

import dev.pharos.runtime.http.Problem;
import dev.pharos.serving.catalog.ModelSelector;
import dev.pharos.serving.model.ModelRouter;
import dev.pharos.serving.predict.Predictions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What the Open Inference Protocol tells of the server and its models. */
final class ProtocolRoutes {
  private static final List<String> EXTENSIONS =
      List.of("binary_tensor_data", "classification", "model_repository", "statistics");

  private final ModelRouter models;
  private final Predictions predictions;
  private final BooleanSupplier caughtUp;
  private final String version;

  /**
   * @param caughtUp whether every model is known
   */
  ProtocolRoutes(
      ModelRouter models, Predictions predictions, BooleanSupplier caughtUp, String version) {
    this.models = models;
    this.predictions = predictions;
    this.caughtUp = caughtUp;
    this.version = version;
  }

  void mount(RouterBuilder contract) {
    contract.getRoute("serverMetadata").addHandler(this::server);
    contract.getRoute("live").addHandler(request -> flag(request, "live", true));
    contract.getRoute("ready").addHandler(this::ready);
    contract.getRoute("modelMetadata").addHandler(this::model);
    contract.getRoute("modelVersionMetadata").addHandler(this::model);
    contract.getRoute("modelReady").addHandler(this::modelReady);
    contract.getRoute("modelVersionReady").addHandler(this::modelReady);
  }

  private void server(RoutingContext request) {
    request.json(
        new JsonObject()
            .put("name", "pharos")
            .put("version", version)
            .put("extensions", new JsonArray(EXTENSIONS)));
  }

  private void ready(RoutingContext request) {
    flag(request, "ready", caughtUp.getAsBoolean());
  }

  /** The protocol says no with a status of the 400s. */
  private static void flag(RoutingContext request, String name, boolean value) {
    request.response().setStatusCode(value ? 200 : 400);
    request.json(new JsonObject().put(name, value));
  }

  private void model(RoutingContext request) {
    var selector = selector(request);
    predictions
        .describe(selector)
        .onSuccess(
            described ->
                request.json(
                    ModelMetadata.json(
                        described.key(),
                        described.signature(),
                        models.catalog().model(selector.model()))))
        .onFailure(failure -> request.fail(Failures.asProblem(failure)));
  }

  /** A version that exists is loaded when somebody asks for it, and this is asking for it. */
  private void modelReady(RoutingContext request) {
    var selector = selector(request);
    predictions
        .describe(selector)
        .onSuccess(described -> modelReady(request, selector, true))
        .onFailure(
            failure -> {
              if (Failures.asProblem(failure) instanceof Problem problem
                  && problem.status() == 404) {
                request.fail(problem);
              } else {
                modelReady(request, selector, false);
              }
            });
  }

  private static void modelReady(RoutingContext request, ModelSelector selector, boolean ready) {
    request.response().setStatusCode(ready ? 200 : 400);
    request.json(new JsonObject().put("name", selector.model()).put("ready", ready));
  }

  private static ModelSelector selector(RoutingContext request) {
    return ModelSelector.ofPath(request.pathParam("name"), request.pathParam("version"));
  }
}
