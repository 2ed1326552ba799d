package dev.pharos.dataset.http;

import dev.pharos.dataset.http.Cursor.Place;
import dev.pharos.dataset.http.Views.Import;
import dev.pharos.dataset.http.Views.Page;
import dev.pharos.dataset.imports.ImportOptions;
import dev.pharos.dataset.imports.ImportRow;
import dev.pharos.dataset.imports.ImportStore;
import dev.pharos.dataset.imports.Imports;
import dev.pharos.dataset.imports.NewImport;
import dev.pharos.dataset.imports.SourcePaths;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Problem;
import dev.pharos.runtime.http.Problem.FieldError;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Imports: asked for with a path, looked at, cancelled. */
final class ImportRoutes {
  /** The header whose value is the id of a command: sent twice, it makes one import. */
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  static final long DEFAULT_SEED = 1;
  static final double DEFAULT_BAD_SHARE = 0.05;

  private final Database database;
  private final Imports imports;
  private final ImportStore store;
  private final SourcePaths paths;
  private final WorkPool files;

  ImportRoutes(Database database, Imports imports, SourcePaths paths, WorkPool files) {
    this.database = database;
    this.imports = imports;
    this.store = imports.store();
    this.paths = paths;
    this.files = files;
  }

  void mount(RouterBuilder routes) {
    routes.getRoute("startImport").addHandler(this::start);
    routes.getRoute("listImports").addHandler(this::list);
    routes.getRoute("getImport").addHandler(this::get);
    routes.getRoute("cancelImport").addHandler(this::cancel);
  }

  private void start(RoutingContext request) {
    var body = request.body().asJsonObject();
    var path = body.getString("path");
    var asked =
        new NewImport(
            request.request().getHeader(IDEMPOTENCY_KEY),
            Parameters.of(request).path("name"),
            path,
            null,
            body.getLong("splitSeed", DEFAULT_SEED),
            body.getDouble("maxBadShare", DEFAULT_BAD_SHARE),
            new ImportOptions(
                Parameters.mode(body.getString("mode")),
                body.getBoolean("coarseLabels"),
                body.getInteger("padTo")));
    Answers.send(
        request,
        202,
        files
            .submit(() -> requireVisible(path))
            .compose(visible -> database.inTransaction(handle -> add(handle, asked)))
            .map(Import::of));
  }

  private ImportRow add(Handle handle, NewImport asked) {
    imports.outbox().requireRoom();
    return imports.add(handle, asked);
  }

  private Void requireVisible(String path) {
    try {
      paths.require(path);
      return null;
    } catch (ImportException e) {
      throw Problem.invalid(e.getMessage(), List.of(new FieldError("path", path, e.getMessage())));
    }
  }

  private void list(RoutingContext request) {
    var parameters = Parameters.of(request);
    var dataset = parameters.query("dataset").orElse(null);
    var after = parameters.query("cursor").map(Place::parse).orElse(new Place(null, null));
    var limit = parameters.limit();
    Answers.send(request, database.withHandle(handle -> page(handle, dataset, after, limit)));
  }

  private Page<Import> page(Handle handle, String dataset, Place after, int limit) {
    var rows = store.list(handle, dataset, after.time(), after.id(), limit + 1);
    var items = rows.stream().limit(limit).map(Import::of).toList();
    if (rows.size() <= limit) {
      return new Page<>(items, null);
    }
    var last = items.get(limit - 1);
    return new Page<>(items, new Place(last.createdAt(), last.id()).text());
  }

  private void get(RoutingContext request) {
    var id = UUID.fromString(Parameters.of(request).path("id"));
    Answers.send(request, database.withHandle(handle -> find(handle, id)).map(Import::of));
  }

  private void cancel(RoutingContext request) {
    var id = UUID.fromString(Parameters.of(request).path("id"));
    Answers.send(
        request, 202, database.inTransaction(handle -> cancelled(handle, id)).map(Import::of));
  }

  private ImportRow cancelled(Handle handle, UUID id) {
    if (!imports.cancel(handle, id)) {
      var ended = find(handle, id);
      throw Problem.conflict("the import has ended already: it is %s".formatted(ended.phase()));
    }
    return find(handle, id);
  }

  private ImportRow find(Handle handle, UUID id) {
    return store
        .find(handle, id)
        .orElseThrow(() -> Problem.notFound("there is no import '%s'".formatted(id)));
  }
}
