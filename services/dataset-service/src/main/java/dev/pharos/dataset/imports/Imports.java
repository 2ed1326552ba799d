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
import java.io.IOException;
import java.util.HashSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Takes requests for imports, and has them worked on. */
public final class Imports {
  private static final long CLEAN_MILLIS = 600_000;

  private final ImportStore store;
  private final IncomingCleanup incoming;
  private final ImportFiles files;
  private final Database database;
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
    this.files = files;
    this.incoming = new IncomingCleanup(files.incoming(), store);
    this.database = database;
    var datasets = new DatasetStore();
    this.outbox = messaging.outbox(database);
    var ends = new ImportEnds(store, datasets, outbox);
    this.verticle =
        new ImportsVerticle(
            config.atOnce(),
            database,
            store,
            new ImportClaims(database, store),
            new ImportRunner(
                config,
                database,
                files,
                artifacts,
                store,
                datasets,
                ends,
                new ImportMeters(context.meters())),
            messaging.publisher(),
            new WorkPool(context.vertx(), context.meters(), "dataset-imports", config.atOnce(), 1));
  }

  /** Cleans up after processes that died, and begins to work on what waits. */
  public Future<?> start(ServiceContext context) {
    context.vertx().setPeriodic(CLEAN_MILLIS, timer -> database.inTransaction(incoming::run));
    return database.withHandle(this::cleanUp).compose(clean -> context.deploy(verticle));
  }

  private Void cleanUp(Handle handle) throws IOException {
    files.discardWorkBut(new HashSet<>(store.notEnded(handle)));
    for (var upload : files.uploads().list()) {
      if (!store.needsUpload(handle, upload.digest())) {
        files.discardUpload(upload.digest());
      }
    }
    return incoming.run(handle);
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

  /** Reads imports. */
  public ImportStore store() {
    return store;
  }
}
