package dev.pharos.dataset.packing;

import dev.pharos.dataset.source.ImportException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Runs a task for many numbers on a few threads; the first failure ends all of it. */
final class Parallel {
  private Parallel() {}

  /** What is done for a number. */
  @FunctionalInterface
  interface Task {
    void run(int number) throws Exception;
  }

  /** Runs the task for 0 to count - 1 and returns when all threads have ended. */
  static void forEach(int count, int threads, Task task)
      throws IOException, ImportException, InterruptedException {
    forEach(count, threads, () -> task);
  }

  /** The same with a task of its own for each thread, which may keep buffers. */
  static void forEach(int count, int threads, Supplier<Task> tasks)
      throws IOException, ImportException, InterruptedException {
    var next = new AtomicInteger();
    var failure = new AtomicReference<Throwable>();
    var workers = new ArrayList<Thread>();
    for (var i = 0; i < Math.min(threads, count); i++) {
      var task = tasks.get();
      var worker = new Thread(() -> work(next, count, task, failure), "import-decode-" + i);
      worker.setDaemon(true);
      worker.start();
      workers.add(worker);
    }
    for (var worker : workers) {
      worker.join();
    }
    rethrow(failure.get());
  }

  private static void work(
      AtomicInteger next, int count, Task task, AtomicReference<Throwable> failure) {
    try {
      for (var i = next.getAndIncrement();
          i < count && failure.get() == null;
          i = next.getAndIncrement()) {
        task.run(i);
      }
    } catch (Exception | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private static void rethrow(Throwable failure)
      throws IOException, ImportException, InterruptedException {
    if (failure instanceof IOException io) {
      throw io;
    } else if (failure instanceof ImportException refused) {
      throw refused;
    } else if (failure instanceof InterruptedException interrupted) {
      throw interrupted;
    } else if (failure instanceof RuntimeException runtime) {
      throw runtime;
    } else if (failure instanceof Error error) {
      throw error;
    } else if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }
}
