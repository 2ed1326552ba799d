package dev.pharos.dataset.http;

import dev.pharos.artifacts.ArtifactException;
import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.ArtifactWriter;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.dataset.http.Views.Import;
import dev.pharos.dataset.imports.Imports;
import dev.pharos.dataset.imports.NewImport;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;

/** Takes an archive in the body of a request, straight to the disk. */
final class UploadRoute {
  private final Database database;
  private final Imports imports;
  private final ArtifactStore uploads;
  private final WorkPool files;
  private final long mostBytes;

  UploadRoute(
      Database database, Imports imports, ArtifactStore uploads, WorkPool files, long mostBytes) {
    this.database = database;
    this.imports = imports;
    this.uploads = uploads;
    this.files = files;
    this.mostBytes = mostBytes;
  }

  void mount(RouterBuilder routes) {
    routes
        .getRoute("uploadDataset")
        .addHandler(this::upload)
        .addFailureHandler(
            request -> {
              // Whatever is left of a body that was refused is not wanted.
              request.request().resume();
              request.next();
            });
  }

  private void upload(RoutingContext request) {
    var http = request.request();
    var parameters = Parameters.of(request);
    var name = parameters.path("name");
    var seed = parameters.queryLong("splitSeed").orElse(ImportRoutes.DEFAULT_SEED);
    var share = parameters.queryDouble("maxBadShare").orElse(ImportRoutes.DEFAULT_BAD_SHARE);
    var options = parameters.importOptions();
    var command = http.getHeader(ImportRoutes.IDEMPOTENCY_KEY);
    Answers.send(
        request,
        202,
        requireSmall(http)
            .compose(small -> files.submit(uploads::write))
            .compose(writer -> receive(http, writer))
            .recover(UploadRoute::explain)
            .compose(
                upload ->
                    database.inTransaction(
                        handle ->
                            imports.add(
                                handle,
                                new NewImport(
                                    command,
                                    name,
                                    "upload of %d bytes".formatted(upload.size()),
                                    upload.digest(),
                                    seed,
                                    share,
                                    options))))
            .map(Import::of));
  }

  /** A full disk is nobody's mistake, and nothing that a caller should have to look up in a log. */
  private static Future<ArtifactRef> explain(Throwable failure) {
    return Future.failedFuture(
        failure instanceof ArtifactException full
            ? new Problem(
                507, "insufficient-storage", "The upload cannot be stored", full.getMessage())
            : failure);
  }

  private Future<Void> requireSmall(HttpServerRequest request) {
    var announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (announced == null) {
      return Future.succeededFuture();
    }
    try {
      return Long.parseLong(announced) <= mostBytes
          ? Future.succeededFuture()
          : Future.failedFuture(UploadStream.tooLarge(mostBytes));
    } catch (NumberFormatException e) {
      return Future.failedFuture(
          Problem.badRequest("Content-Length = '%s': must be a number".formatted(announced)));
    }
  }

  private Future<ArtifactRef> receive(HttpServerRequest request, ArtifactWriter writer) {
    var stream = new UploadStream(writer, files, mostBytes);
    return request
        .pipe()
        .endOnComplete(false)
        .to(stream)
        .compose(received -> stream.then(writer::commit))
        .recover(
            failure -> stream.close().transform(gone -> Future.<ArtifactRef>failedFuture(failure)));
  }
}
