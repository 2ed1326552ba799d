package dev.pharos.testkit;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The servers of this JVM, handed out in slices: a database and a topic prefix per test class. */
final class SharedServers implements AutoCloseable {
  private final Backend backend;
  private final Databases databases;
  private final AtomicInteger slices = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread atExit = new Thread(this::stop, "stop-test-servers");

  private SharedServers(Backend backend, Databases databases) {
    this.backend = backend;
    this.databases = databases;
    // A build that is interrupted must leave no server behind.
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static SharedServers start() {
    var backend = Backend.start();
    try {
      return new SharedServers(backend, new Databases(backend));
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  /** A database and a topic prefix that nobody else uses. */
  TestServers sliceFor(Class<?> testClass) {
    var name = testClass.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    int number = slices.incrementAndGet();
    var database = "test_%d_%s".formatted(number, name.substring(0, Math.min(40, name.length())));
    databases.createMigrated(database);
    return new TestServers(backend, databases, database, "%s-%d.".formatted(name, number));
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs, and finds nothing left to do.
      return;
    }
  }

  private void stop() {
    if (closed.compareAndSet(false, true)) {
      backend.close();
    }
  }
}
