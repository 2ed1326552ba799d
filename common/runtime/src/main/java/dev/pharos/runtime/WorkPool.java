package dev.pharos.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded pool of threads for work that blocks or takes long (JDBC, decoding), which must not run
 * on an event loop. What does not fit in its queue is refused at once and counted; results arrive
 * on the context of the caller.
 */
public final class WorkPool {
  private final String name;
  private final Vertx vertx;
  private final ThreadPoolExecutor executor;
  private final Counter rejected;

  /**
   * A pool.
   *
   * @param name of its threads and meters, such as {@code database}
   * @param threads how many tasks run at once
   * @param queue how many more may wait
   */
  public WorkPool(Vertx vertx, MeterRegistry meters, String name, int threads, int queue) {
    this.name = name;
    this.vertx = vertx;
    var count = new AtomicInteger();
    this.executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            queue == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(queue),
            task -> {
              var thread = new Thread(task, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    var tags = Tags.of("pool", name);
    this.rejected =
        Counter.builder("pharos.pool.rejected")
            .description("Tasks refused because the queue was full")
            .tags(tags)
            .register(meters);
    Gauge.builder("pharos.pool.active", executor, ThreadPoolExecutor::getActiveCount)
        .description("Tasks running")
        .tags(tags)
        .register(meters);
    Gauge.builder("pharos.pool.queued", executor, pool -> pool.getQueue().size())
        .description("Tasks waiting")
        .tags(tags)
        .register(meters);
  }

  /**
   * Runs a task.
   *
   * @return its result; fails with what it throws, and with {@link OverloadedException} when the
   *     queue is full or the pool is closed
   */
  public <T> Future<T> submit(Callable<T> task) {
    Promise<T> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
    try {
      executor.execute(
          () -> {
            try {
              promise.complete(task.call());
            } catch (Throwable t) {
              promise.fail(t);
            }
          });
    } catch (RejectedExecutionException e) {
      rejected.increment();
      promise.fail(
          new OverloadedException(
              executor.isShutdown()
                  ? "the %s pool is closed".formatted(name)
                  : "the %s pool has %d tasks waiting and takes no more at the moment"
                      .formatted(name, executor.getQueue().size())));
    }
    return promise.future();
  }

  /** Takes no more tasks; completes when those under way and those waiting are done. */
  public Future<Void> close() {
    executor.shutdown();
    Promise<Void> closed = Promise.promise();
    var waiter =
        new Thread(
            () -> {
              try {
                var done = false;
                while (!done) {
                  done = executor.awaitTermination(1, TimeUnit.MINUTES);
                }
                closed.complete();
              } catch (InterruptedException e) {
                closed.fail(e);
              }
            },
            name + "-close");
    waiter.setDaemon(true);
    waiter.start();
    return closed.future();
  }
}
