package dev.pharos.dataset.imports;

import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.database.SqlFailure;
import dev.pharos.runtime.telemetry.Trouble;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that are tried until they work: hours of decoding should not be lost to a database
 * that is away for a minute. A service that stops does not wait; the import begins again.
 */
final class Patiently {
  private static final Logger log = LoggerFactory.getLogger(Patiently.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Database database;

  Patiently(Database database) {
    this.database = database;
  }

  /** What is done in a transaction. */
  interface Work<T> {
    T run(Handle handle);
  }

  /** Does it for an import, on a thread that may block. */
  <T> T inTransaction(RunningImport run, Work<T> work) throws InterruptedException {
    var trouble = new Trouble(log, "writing about import " + run.row().id(), e -> true);
    while (true) {
      try {
        var done = database.inTransactionBlocking(work::run);
        trouble.over();
        return done;
      } catch (RuntimeException e) {
        if (!SqlFailure.isTransient(e) || run.isAbandoned()) {
          throw e;
        }
        trouble.failed(e);
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }
}
