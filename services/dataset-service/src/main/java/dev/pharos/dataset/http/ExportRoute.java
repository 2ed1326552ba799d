package dev.pharos.dataset.http;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.dataset.DatasetStore;
import dev.pharos.dataset.DatasetStore.VersionRow;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a version as an archive of one folder per class, made while it is sent. */
final class ExportRoute {
  private static final Logger log = LoggerFactory.getLogger(ExportRoute.class);

  private final Database database;
  private final DatasetStore store;
  private final OpenDatasets datasets;
  private final WorkPool exports;

  ExportRoute(Database database, DatasetStore store, OpenDatasets datasets, WorkPool exports) {
    this.database = database;
    this.store = store;
    this.datasets = datasets;
    this.exports = exports;
  }

  void mount(RouterBuilder routes) {
    routes.getRoute("exportVersion").addHandler(this::export);
  }

  private void export(RoutingContext request) {
    var parameters = Parameters.of(request);
    var name = parameters.path("name");
    var number = parameters.number("version");
    var zip = parameters.query("format").orElse("zip").equals("zip");
    var splits = parameters.queryBoolean("splits").orElse(true);
    database
        .withHandle(handle -> store.version(handle, name, number))
        .map(row -> row.orElseThrow(() -> SampleRoutes.missing(name, number)))
        .compose(row -> exports.submit(() -> send(request, row, zip, splits)))
        .onFailure(
            failure -> {
              if (request.response().headWritten()) {
                log.warn("the export of {}@{} broke off", name, number, failure);
                // Without its end the archive is known to be broken.
                request.request().connection().close();
              } else {
                request.fail(failure);
              }
            });
  }

  private Void send(RoutingContext request, VersionRow row, boolean zip, boolean splits)
      throws IOException {
    var dataset = datasets.get(new ArtifactRef(row.packedDigest(), row.packedSize()));
    var response = request.response();
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, zip ? "application/zip" : "application/x-tar")
        // Compressed already.
        .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
        .putHeader(
            "Content-Disposition",
            "attachment; filename=\"%s-%d.%s\""
                .formatted(row.dataset(), row.version(), zip ? "zip" : "tar"));
    var out = new ResponseStream(response);
    new Export(dataset, row.createdAt(), splits).write(out, zip);
    out.finish();
    return null;
  }
}
