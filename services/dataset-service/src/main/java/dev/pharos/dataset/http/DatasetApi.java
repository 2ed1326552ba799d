package dev.pharos.dataset.http;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.dataset.DatasetStore;
import dev.pharos.dataset.ImportsConfig;
import dev.pharos.dataset.imports.ImportFiles;
import dev.pharos.dataset.imports.Imports;
import dev.pharos.dataset.imports.SourcePaths;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.RequestContract;
import dev.pharos.runtime.http.WebServer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;

/** Mounts the API behind its contract. */
public final class DatasetApi {
  private static final String CONTRACT = "openapi/dataset-service.yaml";
  private static final int FILE_THREADS = 4;
  private static final int FILE_QUEUE = 256;
  private static final int EXPORT_THREADS = 2;
  private static final int EXPORT_QUEUE = 8;

  private final ServiceContext context;
  private final DatasetRoutes datasets;
  private final SampleRoutes samples;
  private final VersionRoutes versions;
  private final ExportRoute export;
  private final PreviewRoute preview;
  private final ImportRoutes imports;
  private final UploadRoute upload;
  private final PiecesRoutes pieces;
  private final ArtifactRoutes stored;

  /** Wires the routes. */
  public DatasetApi(
      ServiceContext context,
      ImportsConfig config,
      Database database,
      ArtifactStore artifacts,
      Imports imports,
      ImportFiles importFiles) {
    this.context = context;
    var store = new DatasetStore();
    var files =
        new WorkPool(context.vertx(), context.meters(), "dataset-files", FILE_THREADS, FILE_QUEUE);
    context.onStop("dataset-files pool", files::close);
    this.datasets = new DatasetRoutes(database, store);
    var open = new OpenDatasets(artifacts);
    this.samples = new SampleRoutes(database, store, open, files);
    this.versions =
        new VersionRoutes(
            database, store, imports.store(), imports.versionFiles(), files, imports.outbox());
    var exports =
        new WorkPool(
            context.vertx(), context.meters(), "dataset-exports", EXPORT_THREADS, EXPORT_QUEUE);
    context.onStop("dataset-exports pool", exports::close);
    this.export = new ExportRoute(database, store, open, exports);
    this.preview = new PreviewRoute(samples, files);
    this.imports =
        new ImportRoutes(database, imports, new SourcePaths(config.allowedFolders()), files);
    this.upload =
        new UploadRoute(
            database, imports, importFiles.uploadStore(), files, config.maxUploadBytes());
    this.stored = new ArtifactRoutes(artifacts, files);
    this.pieces =
        new PiecesRoutes(database, imports, importFiles.incoming(), files, config.maxUploadBytes());
  }

  /** Adds the routes to a server. */
  public Future<Void> mount(WebServer web) {
    return RequestContract.load(context.vertx(), CONTRACT)
        .map(
            contract -> {
              var routes =
                  RouterBuilder.create(
                      context.vertx(), contract, RequestExtractor.withBodyHandler());
              var bodies = web.bodyHandler();
              routes.rootHandler(
                  request -> {
                    if (isLarge(request)) {
                      // Goes to the disk and not into memory, once it has been checked.
                      request.request().pause();
                      request.next();
                    } else {
                      bodies.handle(request);
                    }
                  });
              routes.rootHandler(RequestContract::keepParameters);
              routes.rootHandler(RequestContract.forms(contract));
              datasets.mount(routes);
              samples.mount(routes);
              versions.mount(routes);
              export.mount(routes);
              preview.mount(routes);
              imports.mount(routes);
              upload.mount(routes);
              pieces.mount(routes);
              stored.mount(routes);
              web.router().route("/*").subRouter(RequestContract.router(routes));
              return null;
            });
  }

  private static boolean isLarge(RoutingContext request) {
    var method = request.request().method();
    var path = request.normalizedPath();
    return path.endsWith("/upload")
        || method.equals(HttpMethod.PATCH)
        || (method.equals(HttpMethod.PUT) && path.startsWith("/v1/artifacts/"));
  }
}
