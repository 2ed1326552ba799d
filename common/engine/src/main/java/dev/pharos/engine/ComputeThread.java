package dev.pharos.engine;

import dev.pharos.engine.tensor.NativeBackend;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The one thread on which a network lives. ND4J's workspaces and generators belong to threads, so a
 * network that ran now here, now there would hold memory on every thread it ever met.
 */
final class ComputeThread implements AutoCloseable {
  private final ExecutorService executor;
  private final String name;

  /** A thread that computes on the first device. */
  ComputeThread(String name) {
    this(name, 0);
  }

  /**
   * A thread.
   *
   * @param device the number of the device it computes on, from 0
   */
  ComputeThread(String name, int device) {
    NativeBackend.load();
    this.name = name;
    this.executor =
        Executors.newSingleThreadExecutor(
            task -> {
              var thread = new Thread(() -> on(device, task), name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Left alone, ND4J would deal the cards out to threads in turn. */
  private static void on(int device, Runnable task) {
    Nd4j.getAffinityManager().unsafeSetDevice(device);
    task.run();
  }

  /** Something that a compute thread was asked for. */
  final class Pending<T> {
    private final CompletableFuture<T> value = new CompletableFuture<>();

    private void compute(Callable<T> work) {
      try {
        value.complete(work.call());
      } catch (Exception | Error e) {
        value.completeExceptionally(e);
      }
    }

    /**
     * Waits for it, also when the caller is interrupted: what has begun on native memory must not
     * be left half done. The caller's interrupt is kept.
     */
    T result() {
      try {
        return value.join();
      } catch (CompletionException e) {
        throw rethrown(withCaller(e.getCause()));
      }
    }

    /** Waits until it is over, well or not. */
    void settle() {
      value.handle((done, failure) -> failure).join();
    }
  }

  /** Has something done there, and does not wait for it. */
  <T> Pending<T> begin(Callable<T> work) {
    var pending = new Pending<T>();
    try {
      executor.execute(() -> pending.compute(work));
    } catch (RejectedExecutionException e) {
      throw new EngineException(name + " is closed", e);
    }
    return pending;
  }

  /** Has something done there and waits for it; see {@link Pending#result}. */
  <T> T call(Callable<T> work) {
    return begin(work).result();
  }

  void run(Runnable work) {
    call(
        () -> {
          work.run();
          return null;
        });
  }

  /** Adds to what went wrong on the thread who had asked for it. */
  private static Throwable withCaller(Throwable cause) {
    var there = cause.getStackTrace();
    var here = Thread.currentThread().getStackTrace();
    var both = Arrays.copyOf(there, there.length + here.length);
    System.arraycopy(here, 0, both, there.length, here.length);
    cause.setStackTrace(both);
    return cause;
  }

  private EngineException rethrown(Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      return new EngineException(
          name
              + ": out of memory ("
              + cause.getMessage()
              + "): use a smaller batch or network, or give the process more memory",
          cause);
    }
    if (cause instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new EngineException(name + " failed: " + cause.getMessage(), cause);
  }

  /** Ends the thread and frees its workspaces. */
  @Override
  public void close() {
    if (executor.isShutdown()) {
      return;
    }
    executor.execute(() -> Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread());
    executor.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (executor.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
