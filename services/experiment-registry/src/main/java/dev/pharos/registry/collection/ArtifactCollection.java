package dev.pharos.registry.collection;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.registry.collection.CollectionConfig.Mode;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the artifact store every now and then. Of several registries each time one does: who
 * comes first takes the turn.
 */
public final class ArtifactCollection extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ArtifactCollection.class);

  private final Database database;
  private final ArtifactStore artifacts;
  private final CollectionConfig config;
  private final MeterRegistry meters;
  private WorkPool pool;
  private boolean looking;

  public ArtifactCollection(
      Database database, ArtifactStore artifacts, CollectionConfig config, MeterRegistry meters) {
    this.database = database;
    this.artifacts = artifacts;
    this.config = config;
    this.meters = meters;
  }

  @Override
  public Future<?> start() {
    pool = new WorkPool(vertx, meters, "collection", 1, 1);
    var collector = new Collector(database, artifacts, config, meters, Instant.now());
    if (config.mode() != Mode.OFF) {
      vertx.setPeriodic(config.interval().toMillis(), tick -> look(collector));
    }
    return pool.submit(
        () -> {
          collector.claim();
          return null;
        });
  }

  private void look(Collector collector) {
    if (!looking) {
      looking = true;
      pool.submit(
              () -> {
                collector.look();
                return null;
              })
          .onFailure(failure -> log.warn("artifacts were not collected", failure))
          .onComplete(done -> looking = false);
    }
  }

  /** Lets a look under way come to its end. */
  @Override
  public Future<?> stop() {
    return pool.close();
  }
}
