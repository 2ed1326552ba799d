package dev.pharos.registry.metrics;

import dev.pharos.runtime.database.Database;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes log lines that are old enough, some at a time, so that nobody waits for it. Several
 * registries may do it at once.
 */
public final class LogRetention extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(LogRetention.class);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int AT_ONCE = 10_000;

  private final Database database;
  private final Duration keepTime;
  private boolean deleting;

  public LogRetention(Database database, LogsConfig config) {
    this.database = database;
    this.keepTime = config.keepTime();
  }

  @Override
  public Future<?> start() {
    var pause = Math.min(LONGEST_PAUSE.toMillis(), keepTime.toMillis());
    vertx.setPeriodic(pause, tick -> begin());
    return Future.succeededFuture();
  }

  private void begin() {
    if (!deleting) {
      deleting = true;
      delete(Instant.now().minus(keepTime), 0)
          .onSuccess(count -> tell(count))
          .onFailure(failure -> log.warn("old log lines were not deleted: {}", failure.toString()))
          .onComplete(done -> deleting = false);
    }
  }

  private static void tell(long count) {
    if (count > 0) {
      log.info("deleted {} log lines that were old enough", count);
    }
  }

  private Future<Long> delete(Instant before, long done) {
    return database
        .withHandle(handle -> LogStore.delete(handle, before, AT_ONCE))
        .compose(
            count ->
                count < AT_ONCE
                    ? Future.succeededFuture(done + count)
                    : delete(before, done + count));
  }
}
