package dev.pharos.dataset.http;

import dev.pharos.dataset.DatasetStore;
import dev.pharos.dataset.DatasetStore.DatasetRow;
import dev.pharos.dataset.http.Views.Dataset;
import dev.pharos.dataset.http.Views.Page;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Problem;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import org.jdbi.v3.core.Handle;

/** Data sets and their versions. */
final class DatasetRoutes {
  private final Database database;
  private final DatasetStore store;

  DatasetRoutes(Database database, DatasetStore store) {
    this.database = database;
    this.store = store;
  }

  void mount(RouterBuilder routes) {
    routes.getRoute("listDatasets").addHandler(this::list);
    routes.getRoute("getDataset").addHandler(this::get);
  }

  private void list(RoutingContext request) {
    var parameters = Parameters.of(request);
    var after = parameters.query("cursor").map(Cursor::decode).orElse("");
    var limit = parameters.limit();
    Answers.send(request, database.withHandle(handle -> page(handle, after, limit)));
  }

  private Page<DatasetRow> page(Handle handle, String after, int limit) {
    var rows = store.list(handle, after, limit + 1);
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    return new Page<>(rows.subList(0, limit), Cursor.encode(rows.get(limit - 1).name()));
  }

  private void get(RoutingContext request) {
    var name = Parameters.of(request).path("name");
    Answers.send(request, database.withHandle(handle -> dataset(handle, name)));
  }

  private Dataset dataset(Handle handle, String name) {
    var row =
        store
            .find(handle, name)
            .orElseThrow(() -> Problem.notFound("there is no data set '%s'".formatted(name)));
    return Dataset.of(row, store.versions(handle, name));
  }
}
