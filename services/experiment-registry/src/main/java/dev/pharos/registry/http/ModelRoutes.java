package dev.pharos.registry.http;

import dev.pharos.contracts.Violation;
import dev.pharos.registry.models.ModelNames;
import dev.pharos.registry.models.ModelQueries;
import dev.pharos.registry.models.ModelView;
import dev.pharos.registry.models.Models;
import dev.pharos.registry.runs.RunArtifacts;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Shows models, registers versions, points aliases to them. */
final class ModelRoutes {
  private final Database database;
  private final Models models;

  ModelRoutes(Database database, Models models) {
    this.database = database;
    this.models = models;
  }

  void mount(Api api) {
    api.answer("listModels", this::list)
        .answer("getModel", this::get)
        .answer("registerVersion", this::register)
        .answer("setAlias", this::promote)
        .answer("removeAlias", this::demote);
  }

  private Future<Reply> list(Call call) {
    var after = call.cursor("cursor", 1);
    return database.withHandle(handle -> Reply.ok(ModelQueries.list(handle, after, call.limit())));
  }

  private Future<Reply> get(Call call) {
    var name = call.path("name");
    return database.withHandle(handle -> Reply.ok(view(handle, name)));
  }

  private Future<Reply> register(Call call) {
    var name = call.path("name");
    require(ModelNames.violationOfModel("name", name));
    var run = UUID.fromString(call.body().path("run").asText());
    return database.inTransaction(
        handle -> {
          var artifact =
              RunArtifacts.model(handle, run).orElseThrow(() -> withoutModel(handle, run));
          var registered = models.register(handle, name, run, artifact.ref());
          var version =
              view(handle, name).versions().stream()
                  .filter(one -> one.version() == registered.version())
                  .findFirst()
                  .orElseThrow();
          return registered.isNew()
              ? Reply.created("/v1/models/" + name, version)
              : Reply.ok(version);
        });
  }

  private static Problem withoutModel(Handle handle, UUID run) {
    RunRoutes.requireRun(handle, run);
    return Problem.conflict(
        "run %s has no model; it has one when its training is done".formatted(run));
  }

  private Future<Reply> promote(Call call) {
    var name = call.path("name");
    var alias = call.path("alias");
    require(ModelNames.violationOfAlias("alias", alias));
    var version = call.body().path("version").asInt();
    return database.inTransaction(
        handle ->
            switch (models.promote(handle, name, alias, version)) {
              case NO_MODEL -> throw missing(name);
              case NO_VERSION -> throw withoutVersion(handle, name, version);
              case CHANGED, UNCHANGED -> Reply.ok(view(handle, name));
            });
  }

  private static Problem withoutVersion(Handle handle, String name, int version) {
    var versions = view(handle, name).versions().stream().map(ModelView.Version::version).toList();
    return Problem.invalid(
        "model '%s' has no version %d; valid: %s".formatted(name, version, versions),
        List.of(new Problem.FieldError("version", version, "valid: " + versions)));
  }

  private Future<Reply> demote(Call call) {
    var name = call.path("name");
    var alias = call.path("alias");
    return database.inTransaction(
        handle -> {
          if (models.demote(handle, name, alias) == Models.Outcome.NO_MODEL) {
            throw missing(name);
          }
          return Reply.empty();
        });
  }

  private static ModelView view(Handle handle, String name) {
    return ModelQueries.find(handle, name).orElseThrow(() -> missing(name));
  }

  private static Problem missing(String name) {
    return Problem.notFound("model '%s' does not exist".formatted(name));
  }

  private static void require(Optional<Violation> violation) {
    violation.ifPresent(
        wrong -> {
          throw new Problem(400, "invalid", "The request is not valid", wrong.message())
              .withErrors(JobRoutes.errors(List.of(wrong)));
        });
  }
}
