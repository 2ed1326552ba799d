package dev.pharos.runtime;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be closed, in reverse order of its making. One that fails or takes too long is logged
 * and does not keep the others from closing.
 */
final class Closers {
  private static final Logger log = LoggerFactory.getLogger(Closers.class);
  private static final long LEAST_MILLIS = 500;

  private record Closer(String name, Supplier<Future<?>> close) {}

  private final Deque<Closer> closers = new ArrayDeque<>();
  private Future<Void> closed;
  private long deadline;

  /** Registers a closer; when closing has begun already it runs at once, so that nothing leaks. */
  void add(String name, Supplier<Future<?>> close) {
    var closer = new Closer(name, close);
    synchronized (this) {
      if (closed == null) {
        closers.push(closer);
        return;
      }
    }
    run(closer);
  }

  /** Closes everything, within the limit if it can; never fails. */
  synchronized Future<Void> close(Duration limit) {
    if (closed == null) {
      deadline = System.nanoTime() + limit.toNanos();
      var chain = Future.<Void>succeededFuture();
      while (!closers.isEmpty()) {
        var closer = closers.pop();
        chain = chain.compose(done -> run(closer));
      }
      closed = chain;
    }
    return closed;
  }

  private Future<Void> run(Closer closer) {
    var left = Math.max(LEAST_MILLIS, (deadline - System.nanoTime()) / 1_000_000);
    return Future.<Void>future(promise -> closer.close.get().<Void>mapEmpty().onComplete(promise))
        .timeout(left, TimeUnit.MILLISECONDS)
        .recover(
            failure -> {
              log.warn("{} did not close cleanly", closer.name, failure);
              return Future.succeededFuture();
            });
  }
}
