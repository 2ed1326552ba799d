package dev.pharos.runtime;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Closes a process in order when it is told to end (SIGTERM, SIGINT, System.exit). */
public final class ShutdownSignal {
  /** What closing may take beyond its own limit, before the process ends regardless. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private ShutdownSignal() {}

  /**
   * Registers a shutdown hook that closes and waits until that is done, or the limit has passed.
   *
   * @param name who closes, for the message when the limit has passed
   */
  public static void closeOnSignal(
      String name, Duration limit, Supplier<? extends Future<?>> close) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> closeNow(name, limit, close), "shutdown-" + name));
  }

  private static void closeNow(String name, Duration limit, Supplier<? extends Future<?>> close) {
    try {
      close
          .get()
          .toCompletionStage()
          .toCompletableFuture()
          .get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      System.err.printf("%s did not close within %s and is ended now%n", name, limit);
    } catch (ExecutionException e) {
      System.err.printf("%s did not close cleanly: %s%n", name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
