package dev.pharos.dataset;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.Topics;
import dev.pharos.dataset.http.DatasetApi;
import dev.pharos.dataset.imports.CommandHandler;
import dev.pharos.dataset.imports.ImportFiles;
import dev.pharos.dataset.imports.Imports;
import dev.pharos.dataset.imports.SourcePaths;
import dev.pharos.messaging.Messaging;
import dev.pharos.migrations.Migrations;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.StartException;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.PublicPaths;
import dev.pharos.runtime.http.WebServer;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Wires the data-set service; the all-in-one platform and the tests call the same method. */
public final class DatasetService {
  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(60);

  private DatasetService() {}

  /** Starts the service. */
  public static Future<?> start(ServiceContext context) {
    var config = DatasetServiceConfig.from(context.settings());
    var database = Database.open(context, config.database(), Json.mapper());
    var messaging = Messaging.open(context, config.kafka());
    return database
        .reachable(DATABASE_PATIENCE)
        .compose(reachable -> context.vertx().executeBlocking(() -> prepare(config, database)))
        .compose(stores -> start(context, config, database, messaging, stores));
  }

  /** What lies on the disk. */
  private record Stores(ArtifactStore artifacts, ImportFiles imports) {}

  private static Stores prepare(DatasetServiceConfig config, Database database) {
    Migrations.migrate(database.dataSource());
    var paths = new SourcePaths(config.imports().allowedFolders());
    try {
      return new Stores(
          config.artifacts().open(),
          new ImportFiles(
              config.imports().directory(),
              paths,
              config.imports().limits(),
              config.imports().uploadPatience()));
    } catch (IOException e) {
      throw new StartException(
          "imports.directory = '%s': %s".formatted(config.imports().directory(), e.getMessage()),
          e);
    }
  }

  private static Future<?> start(
      ServiceContext context,
      DatasetServiceConfig config,
      Database database,
      Messaging messaging,
      Stores stores) {
    var imports =
        new Imports(
            context, config.imports(), database, messaging, stores.artifacts(), stores.imports());
    var api =
        new DatasetApi(
            context, config.imports(), database, stores.artifacts(), imports, stores.imports());
    return messaging
        .ensureTopics(List.of(Topics.DATASET_COMMANDS, Topics.DATASET_EVENTS))
        .compose(topics -> imports.start(context))
        .compose(
            working ->
                messaging
                    .subscribe(
                        Topics.DATASET_COMMANDS,
                        "dataset-service",
                        database,
                        new CommandHandler(imports))
                    .ready())
        .compose(subscribed -> listen(context, config, api));
  }

  /** The last to be opened is the first to be closed: no request finds the rest gone. */
  private static Future<Integer> listen(
      ServiceContext context, DatasetServiceConfig config, DatasetApi api) {
    var web = WebServer.create(context, config.http(), PublicPaths.none());
    return api.mount(web).compose(mounted -> web.listen());
  }
}
