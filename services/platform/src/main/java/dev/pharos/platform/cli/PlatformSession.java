package dev.pharos.platform.cli;

import dev.pharos.platform.local.LocalPlatform;
import dev.pharos.platform.local.PlatformOptions;
import dev.pharos.runtime.ShutdownSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The platform that a command runs in this process, until a signal or a failure ends it. */
final class PlatformSession {
  private final Surroundings surroundings;
  private final AtomicBoolean ending = new AtomicBoolean();
  private LocalPlatform platform;

  PlatformSession(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Something to do with the platform. */
  interface Work {
    void run() throws Exception;
  }

  /** Starts the platform and says where it is. */
  LocalPlatform open(PlatformOptions options) {
    surroundings.remark("starting Pharos in " + options.home());
    var began = System.nanoTime();
    platform = LocalPlatform.start(options, Version.number());
    ShutdownSignal.closeOnSignal(
        "the platform",
        platform.stopLimit(),
        () -> {
          ending.set(true);
          return platform.stop();
        });
    surroundings.say("Pharos is ready after %.1f s".formatted((System.nanoTime() - began) / 1e9));
    Addresses.of(platform).forEach(surroundings::say);
    return platform;
  }

  /** Does something; if it fails the platform is closed. */
  void whileOpen(Work work) throws Exception {
    try {
      work.run();
    } catch (Exception e) {
      waitIfEnding();
      platform.close();
      throw e;
    }
  }

  /** Waits until a signal ends the process, or the platform fails. */
  int untilEnd() throws InterruptedException {
    try {
      platform.failure().get();
      return 0;
    } catch (ExecutionException e) {
      waitIfEnding();
      platform.close();
      throw new CommandFailure("the platform has stopped: " + e.getCause().getMessage(), e);
    }
  }

  /** While a signal ends the process everything fails, which is nobody's news. */
  private void waitIfEnding() throws InterruptedException {
    if (ending.get()) {
      new CountDownLatch(1).await();
    }
  }
}
