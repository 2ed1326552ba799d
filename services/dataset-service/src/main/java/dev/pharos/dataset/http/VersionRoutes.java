package dev.pharos.dataset.http;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Topics;
import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.contracts.dataset.DatasetDeleted;
import dev.pharos.dataset.DatasetStore;
import dev.pharos.dataset.DatasetStore.Use;
import dev.pharos.dataset.DatasetStore.VersionRow;
import dev.pharos.dataset.http.Views.Page;
import dev.pharos.dataset.http.Views.Quarantine;
import dev.pharos.dataset.http.Views.VersionStatistics;
import dev.pharos.dataset.imports.ImportStore;
import dev.pharos.dataset.imports.VersionFiles;
import dev.pharos.messaging.Outbox;
import dev.pharos.messaging.OutgoingMessage;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What is known of a version, what depends on it, and its end. */
final class VersionRoutes {
  private static final int USES_SHOWN = 500;
  private static final int USES_NAMED = 5;

  private final Database database;
  private final DatasetStore store;
  private final ImportStore imports;
  private final VersionFiles versionFiles;
  private final WorkPool files;
  private final Outbox outbox;

  VersionRoutes(
      Database database,
      DatasetStore store,
      ImportStore imports,
      VersionFiles versionFiles,
      WorkPool files,
      Outbox outbox) {
    this.database = database;
    this.store = store;
    this.imports = imports;
    this.versionFiles = versionFiles;
    this.files = files;
    this.outbox = outbox;
  }

  void mount(RouterBuilder routes) {
    routes.getRoute("getStatistics").addHandler(this::statistics);
    routes.getRoute("listQuarantine").addHandler(this::quarantine);
    routes.getRoute("listImportQuarantine").addHandler(this::importQuarantine);
    routes.getRoute("listUses").addHandler(this::uses);
    routes.getRoute("deleteVersion").addHandler(this::delete);
    routes.getRoute("deleteDataset").addHandler(this::deleteAll);
  }

  private void statistics(RoutingContext request) {
    var parameters = Parameters.of(request);
    Answers.send(
        request,
        database.withHandle(handle -> version(handle, parameters)).map(VersionStatistics::of));
  }

  private void quarantine(RoutingContext request) {
    var parameters = Parameters.of(request);
    Answers.send(
        request,
        database
            .withHandle(handle -> version(handle, parameters))
            .map(row -> page(row.badFiles(), row.leftOut(), parameters)));
  }

  private void importQuarantine(RoutingContext request) {
    var parameters = Parameters.of(request);
    var id = UUID.fromString(parameters.path("id"));
    Answers.send(
        request,
        database
            .withHandle(handle -> imports.find(handle, id))
            .map(
                row ->
                    row.orElseThrow(
                        () -> Problem.notFound("there is no import '%s'".formatted(id))))
            .map(row -> page(row.badFiles(), row.leftOut(), parameters)));
  }

  private static Quarantine page(List<BadFile> all, long leftOut, Parameters parameters) {
    var from = parameters.query("cursor").map(Cursor::number).orElse(0);
    var to = Math.min(all.size(), from + parameters.limit());
    return new Quarantine(
        all.subList(Math.min(from, to), to),
        to < all.size() ? Cursor.encode(String.valueOf(to)) : null,
        leftOut,
        leftOut > all.size());
  }

  private void uses(RoutingContext request) {
    var parameters = Parameters.of(request);
    Answers.send(
        request,
        database.withHandle(
            handle -> {
              var row = version(handle, parameters);
              return new Page<>(store.uses(handle, row.dataset(), row.version(), USES_SHOWN), null);
            }));
  }

  private void delete(RoutingContext request) {
    var parameters = Parameters.of(request);
    end(
        request,
        database.inTransaction(
            handle -> {
              store.lock(handle, parameters.path("name"));
              var row = version(handle, parameters);
              delete(handle, row);
              tell(handle, List.of(row));
              return List.of(row);
            }));
  }

  private void deleteAll(RoutingContext request) {
    var name = Parameters.of(request).path("name");
    end(
        request,
        database.inTransaction(
            handle -> {
              store.lock(handle, name);
              var rows = store.versions(handle, name);
              if (rows.isEmpty()) {
                throw Problem.notFound("there is no data set '%s'".formatted(name));
              }
              rows.forEach(row -> delete(handle, row));
              tell(handle, rows);
              return rows;
            }));
  }

  /** The foreign key of the runs refuses what was asked for at the same moment. */
  private void delete(Handle handle, VersionRow row) {
    var uses = store.uses(handle, row.dataset(), row.version(), USES_SHOWN);
    if (!uses.isEmpty()) {
      throw Problem.conflict(
          "%s@%d cannot be deleted: %d %s it (%s%s)"
              .formatted(
                  row.dataset(),
                  row.version(),
                  uses.size(),
                  uses.size() == 1 ? "run uses" : "runs use",
                  uses.stream()
                      .limit(USES_NAMED)
                      .map(VersionRoutes::name)
                      .collect(Collectors.joining(", ")),
                  uses.size() > USES_NAMED ? ", ..." : ""));
    }
    store.delete(handle, row.dataset(), row.version());
  }

  private void tell(Handle handle, List<VersionRow> deleted) {
    for (var row : deleted) {
      var isGone = store.find(handle, row.dataset()).isEmpty();
      outbox.append(
          handle,
          OutgoingMessage.of(
              Topics.DATASET_EVENTS,
              row.dataset(),
              new DatasetDeleted(row.dataset(), row.version(), isGone, Instant.now())));
    }
  }

  private static String name(Use use) {
    return use.models().isEmpty()
        ? use.name()
        : "%s, which made %s".formatted(use.name(), String.join(", ", use.models()));
  }

  private void end(RoutingContext request, Future<List<VersionRow>> deleted) {
    deleted
        .compose(rows -> files.submit(() -> discard(rows)))
        .onSuccess(gone -> request.response().setStatusCode(204).end())
        .onFailure(request::fail);
  }

  /** Deletes files that no version needs; one that stays for now is collected later. */
  private Void discard(List<VersionRow> rows) {
    var left = new LinkedHashSet<ArtifactRef>();
    for (var row : rows) {
      left.add(new ArtifactRef(row.packedDigest(), row.packedSize()));
      left.addAll(row.parts());
    }
    versionFiles.discard(left);
    return null;
  }

  private VersionRow version(Handle handle, Parameters parameters) {
    var name = parameters.path("name");
    var number = parameters.number("version");
    return store
        .version(handle, name, number)
        .orElseThrow(() -> SampleRoutes.missing(name, number));
  }
}
