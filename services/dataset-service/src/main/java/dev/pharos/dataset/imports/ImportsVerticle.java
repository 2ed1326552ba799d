package dev.pharos.dataset.imports;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.dataset.ImportProgressed;
import dev.pharos.dataset.packing.ImportProgress.Snapshot;
import dev.pharos.messaging.OutgoingMessage;
import dev.pharos.messaging.Publisher;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.database.SqlFailure;
import dev.pharos.runtime.telemetry.Trouble;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on the imports that wait, a few at a time, and tells twice a second how far they are.
 *
 * <p>What waits is in the database, so any number of processes may share the work and one that died
 * is followed by the next.
 */
final class ImportsVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ImportsVerticle.class);
  private static final long TELL_MILLIS = 500;

  private final int atOnce;
  private final Duration lookEvery;
  private final Database database;
  private final ImportStore imports;
  private final ImportClaims claims;
  private final ImportRunner runner;
  private final Publisher publisher;
  private final WorkPool pool;
  private final Trouble trouble = new Trouble(log, "working on imports", SqlFailure::isTransient);
  private final Map<UUID, RunningImport> running = new ConcurrentHashMap<>();
  private volatile boolean stopping;
  private int busy;
  private boolean lookAgain;

  /**
   * @param atOnce how many imports run at the same time
   * @param lookEvery time between two looks at what waits
   */
  ImportsVerticle(
      int atOnce,
      Duration lookEvery,
      Database database,
      ImportStore imports,
      ImportClaims claims,
      ImportRunner runner,
      Publisher publisher,
      WorkPool pool) {
    this.atOnce = atOnce;
    this.lookEvery = lookEvery;
    this.database = database;
    this.imports = imports;
    this.claims = claims;
    this.runner = runner;
    this.publisher = publisher;
    this.pool = pool;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(TELL_MILLIS, timer -> running.values().forEach(this::tell));
    vertx.setPeriodic(0, lookEvery.toMillis(), timer -> look());
    return Future.succeededFuture();
  }

  /** Something may be waiting; safe from any thread. */
  void wake() {
    context.runOnContext(awake -> look());
  }

  /** Lets one more thread look; what finds something has another one look for more. */
  private void look() {
    if (stopping) {
      return;
    }
    if (busy == atOnce) {
      lookAgain = true;
      return;
    }
    busy++;
    pool.submit(this::workOff)
        .onComplete(
            worked -> {
              busy--;
              if (worked.failed()) {
                trouble.failed(worked.cause());
                return;
              }
              trouble.over();
              if (lookAgain) {
                lookAgain = false;
                look();
              }
            });
  }

  /** On a thread of the pool: one import after the other, until none waits. */
  private Void workOff() throws InterruptedException {
    for (var next = claims.next(); next.isPresent(); next = claims.next()) {
      wake();
      work(new RunningImport(next.get()));
      if (stopping) {
        break;
      }
    }
    return null;
  }

  private void work(RunningImport run) throws InterruptedException {
    running.put(run.row().id(), run);
    try {
      if (stopping) {
        run.abandon();
      }
      runner.run(run);
    } finally {
      running.remove(run.row().id());
    }
  }

  private void tell(RunningImport run) {
    var at = run.progress().snapshot();
    if (!run.isEnding()) {
      publish(run.row(), at);
    }
    database
        .withHandle(handle -> imports.renew(handle, run.row(), at))
        .onSuccess(claim -> claim.ifPresentOrElse(wanted -> obey(run, wanted), () -> lost(run)))
        .onFailure(e -> log.debug("progress of import {} was not noted", run.row().id(), e));
  }

  private static void obey(RunningImport run, boolean isUnwanted) {
    if (isUnwanted) {
      run.cancel();
    }
  }

  /** One that is ending finds out itself, and has most likely just ended. */
  private static void lost(RunningImport run) {
    if (!run.isEnding()) {
      run.lose();
    }
  }

  private void publish(ImportRow row, Snapshot at) {
    var message =
        OutgoingMessage.of(
            Topics.DATASET_EVENTS,
            row.dataset(),
            new ImportProgressed(
                row.id(),
                row.dataset(),
                at.phase(),
                at.done(),
                at.total(),
                at.bad(),
                at.secondsLeft(),
                Instant.now()));
    publisher
        .publish(row.command() == null ? message : message.answering(row.command()))
        .onFailure(e -> log.debug("progress of import {} was not told", row.id(), e));
  }

  /** Interrupts what is under way; the next start begins it again. */
  @Override
  public Future<?> stop() {
    stopping = true;
    running.values().forEach(RunningImport::abandon);
    return pool.close();
  }
}
