package dev.pharos.registry.http;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.MissingArtifactException;
import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.Violation;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.contracts.inspection.InspectionSucceeded.Result;
import dev.pharos.registry.inspections.InspectionStore;
import dev.pharos.registry.inspections.Inspections;
import dev.pharos.registry.inspections.Inspections.Answer;
import dev.pharos.registry.paging.Page;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Principal;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.stream.Collectors;

/** Takes requests to look into networks, and gives what was found. */
final class InspectionRoutes {
  private final Database database;
  private final Inspections inspections;
  private final ArtifactStore artifacts;
  private final WorkPool pool;

  InspectionRoutes(
      Database database, Inspections inspections, ArtifactStore artifacts, WorkPool pool) {
    this.database = database;
    this.inspections = inspections;
    this.artifacts = artifacts;
    this.pool = pool;
  }

  void mount(Api api) {
    api.answerUnchecked("requestInspection", this::request)
        .answer("getInspection", this::get)
        .answer("listInspections", this::list)
        .handle("getInspectionResult", this::download);
  }

  private Future<Reply> request(Call call) {
    var spec = spec(call);
    var submittedBy = Principal.of(call.request()).name();
    return database.inTransaction(
        handle -> {
          var answer = inspections.request(handle, spec, submittedBy);
          if (answer instanceof Answer.Refused refused) {
            throw Problem.invalid(
                refused.violations().stream()
                    .map(Violation::toString)
                    .collect(Collectors.joining("; ")),
                JobRoutes.errors(refused.violations()));
          }
          var accepted = (Answer.Accepted) answer;
          var view = InspectionStore.find(handle, accepted.inspection()).orElseThrow();
          return accepted.cached()
              ? Reply.ok(view)
              : Reply.created("/v1/inspections/" + accepted.inspection(), view);
        });
  }

  private static InspectionSpec spec(Call call) {
    try {
      return MessageCodec.decode(InspectionSpec.class, call.body());
    } catch (InvalidMessageException e) {
      throw new Problem(400, "invalid", "The request is not valid", e.getMessage())
          .withErrors(JobRoutes.errors(e.violations()));
    }
  }

  private Future<Reply> get(Call call) {
    var id = call.id("id", "inspection");
    return database.withHandle(
        handle -> Reply.ok(InspectionStore.find(handle, id).orElseThrow(() -> missing(id))));
  }

  private static Problem missing(UUID id) {
    return Problem.notFound("inspection %s does not exist".formatted(id));
  }

  private Future<Reply> list(Call call) {
    var run = call.id("id", "run");
    return database.withHandle(
        handle -> {
          RunRoutes.requireRun(handle, run);
          return Reply.ok(Page.all(InspectionStore.ofRun(handle, run, call.limit())));
        });
  }

  private void download(RoutingContext request) {
    var call = new Call(request);
    var id = call.id("id", "inspection");
    var name = call.path("name");
    database
        .withHandle(
            handle ->
                InspectionStore.find(handle, id).orElseThrow(() -> missing(id)).results().stream()
                    .filter(result -> result.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            Problem.notFound(
                                "inspection %s has no result '%s'".formatted(id, name))))
        .compose(result -> send(request, id, result))
        .onFailure(failure -> request.fail(Api.explain(failure)));
  }

  private Future<Void> send(RoutingContext request, UUID id, Result result) {
    var etag = '"' + result.artifact().digest() + '"';
    var response = request.response().putHeader(HttpHeaders.ETAG, etag);
    if (etag.equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      return response.setStatusCode(304).end();
    }
    return pool.submit(
            () -> {
              try {
                return artifacts.localFile(result.artifact());
              } catch (MissingArtifactException e) {
                throw Problem.notFound(
                    "the artifact store does not have %s any more"
                        .formatted(result.artifact().digest()));
              }
            })
        .compose(
            file ->
                response
                    .putHeader(HttpHeaders.CONTENT_TYPE, result.mediaType())
                    .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
                    .putHeader(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"%s-%s\"".formatted(id, result.name()))
                    .sendFile(file.toString()));
  }
}
