package dev.pharos.serving.http;

import dev.pharos.contracts.model.ModelChanged;
import dev.pharos.runtime.http.Problem;
import dev.pharos.serving.catalog.ModelSelector;
import dev.pharos.serving.model.AliasState;
import dev.pharos.serving.model.LoadedModel;
import dev.pharos.serving.model.ModelPool;
import dev.pharos.serving.model.ModelRouter;
import dev.pharos.serving.model.VersionKey;
import dev.pharos.serving.predict.Predictions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.Set;
import java.util.stream.Collectors;

/** Which versions are in memory: the protocol's repository extension, and its statistics. */
final class RepositoryRoutes {
  private final ModelRouter models;
  private final ModelPool pool;
  private final Predictions predictions;

  RepositoryRoutes(ModelRouter models, ModelPool pool, Predictions predictions) {
    this.models = models;
    this.pool = pool;
    this.predictions = predictions;
  }

  void mount(RouterBuilder contract) {
    contract.getRoute("repositoryIndex").setDoValidation(false).addHandler(this::index);
    contract.getRoute("loadModel").setDoValidation(false).addHandler(this::load);
    contract.getRoute("unloadModel").setDoValidation(false).addHandler(this::unload);
    contract.getRoute("statistics").addHandler(request -> statistics(request, null, null));
    contract
        .getRoute("modelStatistics")
        .addHandler(request -> statistics(request, request.pathParam("name"), null));
    contract
        .getRoute("modelVersionStatistics")
        .addHandler(
            request ->
                statistics(request, request.pathParam("name"), request.pathParam("version")));
  }

  private void index(RoutingContext request) {
    request
        .request()
        .body()
        .onSuccess(
            body -> {
              var readyOnly = body.length() > 0 && body.toJsonObject().getBoolean("ready", false);
              var loaded = pool.loaded().stream().map(LoadedModel::key).collect(Collectors.toSet());
              var index = new JsonArray();
              for (var model : models.catalog().models()) {
                add(index, model, loaded, readyOnly);
              }
              request.json(index);
            })
        .onFailure(request::fail);
  }

  private void add(JsonArray index, ModelChanged model, Set<VersionKey> loaded, boolean readyOnly) {
    for (var version : model.versions()) {
      var key = new VersionKey(model.model(), version.version());
      var ready = loaded.contains(key);
      if (ready || !readyOnly) {
        index.add(
            new JsonObject()
                .put("name", key.model())
                .put("version", String.valueOf(key.version()))
                .put("state", ready ? "READY" : "UNAVAILABLE")
                .put(
                    "reason",
                    ready ? "" : pool.failure(key).orElse("loaded when it is asked for")));
      }
    }
  }

  private void load(RoutingContext request) {
    predictions
        .describe(ModelSelector.standard(request.pathParam("name")))
        .onSuccess(described -> request.json(new JsonObject()))
        .onFailure(failure -> request.fail(Failures.asProblem(failure)));
  }

  private void unload(RoutingContext request) {
    var name = request.pathParam("name");
    var aliases =
        models.aliases().stream()
            .filter(alias -> alias.model().equals(name))
            .map(AliasState::alias)
            .toList();
    if (!aliases.isEmpty()) {
      throw Problem.badRequest(
          "model '%s' stays in memory as long as its aliases %s point to it"
              .formatted(name, aliases));
    }
    for (var version : models.catalog().model(name).versions()) {
      pool.forget(new VersionKey(name, version.version()));
    }
    request.json(new JsonObject());
  }

  private void statistics(RoutingContext request, String name, String version) {
    if (name != null) {
      models.catalog().resolve(ModelSelector.ofPath(name, version));
    }
    var statistics = new JsonArray();
    pool.loaded().stream()
        .filter(model -> name == null || model.key().model().equals(name))
        .filter(model -> version == null || String.valueOf(model.key().version()).equals(version))
        .map(ModelStatistics::json)
        .forEach(statistics::add);
    request.json(new JsonObject().put("model_stats", statistics));
  }
}
