package dev.pharos.dataset.imports;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.dataset.DatasetStore;
import dev.pharos.dataset.ImportsConfig;
import dev.pharos.messaging.Messaging;
import dev.pharos.messaging.Outbox;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Takes requests for imports, and has them worked on. */
public final class Imports {
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final ImportStore store;
  private final Duration cleanEvery;
  private final Cleanup cleanup;
  private final VersionFiles versionFiles;
  private final Outbox outbox;
  private final ImportsVerticle verticle;

  /** Wires the imports; {@link #start} begins the work. */
  public Imports(
      ServiceContext context,
      ImportsConfig config,
      Database database,
      Messaging messaging,
      ArtifactStore artifacts,
      ImportFiles files) {
    this.store = new ImportStore();
    this.cleanEvery = config.cleanupInterval();
    this.cleanup = new Cleanup(database, files, store);
    var datasets = new DatasetStore();
    this.versionFiles = new VersionFiles(database, artifacts, datasets, store);
    this.outbox = messaging.outbox(database);
    var ends = new ImportEnds(store, datasets, outbox);
    var third = config.lease().dividedBy(3);
    var lookEvery = third.compareTo(LOOK) < 0 ? third : LOOK;
    this.verticle =
        new ImportsVerticle(
            config.atOnce(),
            lookEvery,
            database,
            store,
            new ImportClaims(database, store, new ClaimWatch(config.lease(), lookEvery), files),
            new ImportRunner(
                config,
                database,
                files,
                artifacts,
                versionFiles,
                store,
                datasets,
                ends,
                new ImportMeters(context.meters())),
            messaging.publisher(),
            new WorkPool(context.vertx(), context.meters(), "dataset-imports", config.atOnce(), 1));
  }

  /** Cleans up after processes that died, and begins to work on what waits. */
  public Future<?> start(ServiceContext context) {
    var pool = new WorkPool(context.vertx(), context.meters(), "dataset-cleanup", 1, 1);
    context.onStop("dataset-cleanup pool", pool::close);
    context.vertx().setPeriodic(cleanEvery.toMillis(), timer -> clean(pool));
    return clean(pool).compose(clean -> context.deploy(verticle));
  }

  /** One that takes longer than the time between two lets some go by. */
  private Future<Void> clean(WorkPool pool) {
    return pool.submit(
        () -> {
          cleanup.run();
          return null;
        });
  }

  /** Asks for an import; it is worked on when the transaction has committed. */
  public ImportRow add(Handle handle, NewImport asked) {
    handle.afterCommit(verticle::wake);
    return store.add(handle, asked);
  }

  /** Asks for the import of an upload that is whole. */
  public ImportRow add(Handle handle, Incoming.Upload upload) {
    handle.afterCommit(verticle::wake);
    return store.add(handle, upload.id(), upload.wanted());
  }

  /** Asks for an import to end; false if it has ended, or never was. */
  public boolean cancel(Handle handle, UUID id) {
    handle.afterCommit(verticle::wake);
    return store.requestCancel(handle, id);
  }

  /** Where events of data sets go. */
  public Outbox outbox() {
    return outbox;
  }

  /** The files of versions. */
  public VersionFiles versionFiles() {
    return versionFiles;
  }

  /** Reads imports. */
  public ImportStore store() {
    return store;
  }
}
