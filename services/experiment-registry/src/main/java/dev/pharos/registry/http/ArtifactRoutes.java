package dev.pharos.registry.http;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.MissingArtifactException;
import dev.pharos.registry.runs.CheckpointQueries;
import dev.pharos.registry.runs.RunArtifacts;
import dev.pharos.registry.runs.RunArtifacts.Stored;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.UUID;

/** Gives what runs have left in the artifact store. */
final class ArtifactRoutes {
  private final Database database;
  private final ArtifactStore artifacts;
  private final WorkPool pool;

  ArtifactRoutes(Database database, ArtifactStore artifacts, WorkPool pool) {
    this.database = database;
    this.artifacts = artifacts;
    this.pool = pool;
  }

  void mount(Api api) {
    api.handle("getArtifact", this::download).handle("getCheckpoint", this::checkpoint);
  }

  private void download(RoutingContext request) {
    var call = new Call(request);
    var run = call.id("id", "run");
    var name = call.path("name");
    find(run, name)
        .compose(stored -> send(request, run, name, stored))
        .onFailure(failure -> request.fail(Api.explain(failure)));
  }

  private void checkpoint(RoutingContext request) {
    var call = new Call(request);
    var run = call.id("id", "run");
    var step = step(call);
    database
        .withHandle(
            handle -> {
              RunRoutes.requireRun(handle, run);
              return CheckpointQueries.find(handle, run, step)
                  .orElseThrow(
                      () ->
                          Problem.notFound(
                              "run %s has kept no checkpoint of step %d".formatted(run, step)));
            })
        .compose(stored -> send(request, run, "checkpoint-" + step, stored))
        .onFailure(failure -> request.fail(Api.explain(failure)));
  }

  private static long step(Call call) {
    try {
      return Long.parseLong(call.path("step"));
    } catch (NumberFormatException e) {
      throw Problem.notFound("there is no step " + call.path("step"));
    }
  }

  private Future<Stored> find(UUID run, String name) {
    return database.withHandle(
        handle -> {
          RunRoutes.requireRun(handle, run);
          return RunArtifacts.find(handle, run, name)
              .orElseThrow(() -> Problem.notFound("run %s has no %s yet".formatted(run, name)));
        });
  }

  private Future<Void> send(RoutingContext request, UUID run, String name, Stored stored) {
    var etag = '"' + stored.digest() + '"';
    var response = request.response().putHeader(HttpHeaders.ETAG, etag);
    if (etag.equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      return response.setStatusCode(304).end();
    }
    return pool.submit(() -> file(stored))
        .compose(
            file ->
                response
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                    // Parameters do not shrink, and a compressed answer could not say its length.
                    .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                    .putHeader(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s-%s\"".formatted(run, name))
                    .sendFile(file.toString()));
  }

  private Path file(Stored stored) throws Exception {
    try {
      return artifacts.localFile(stored.ref());
    } catch (MissingArtifactException e) {
      throw Problem.notFound(
          "the artifact store does not have %s any more".formatted(stored.digest()));
    }
  }
}
