package dev.pharos.runtime;

import dev.pharos.runtime.config.Settings;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main method of a service that has a process of its own. It exits with 1 and one clear line
 * when the service cannot start, and on SIGTERM or SIGINT closes everything before the process
 * ends.
 */
public final class ServiceRunner {
  /** Variables that begin with {@code PHAROS_} and belong to the launcher and the command line. */
  public static final Set<String> COMMAND_LINE_VARIABLES =
      Set.of("PHAROS_SERVER", "PHAROS_HOME", "PHAROS_JAVA_OPTS", "PHAROS_NO_BUILD");

  private static final Logger log = LoggerFactory.getLogger(ServiceRunner.class);

  private ServiceRunner() {}

  /**
   * Runs a service until the process is told to end. Returns when the service has started.
   *
   * @param arguments {@code --key=value} for settings and {@code --config FILE}
   */
  public static void run(String service, String[] arguments, Service function) {
    try {
      var settings = Settings.load(List.of(arguments), System.getenv(), COMMAND_LINE_VARIABLES);
      var host = await(ServiceHost.open(settings));
      ShutdownSignal.closeOnSignal(service, host.shutdownTime(), host::close);
      startOrClose(host, service, settings, function);
    } catch (RuntimeException failure) {
      exit(service, failure);
    }
  }

  private static void startOrClose(
      ServiceHost host, String service, Settings settings, Service function) {
    try {
      await(
          host.start(
              service,
              context -> {
                var started = function.start(context);
                settings.requireAllKnown();
                return started;
              }));
    } catch (RuntimeException failure) {
      await(host.close());
      throw failure;
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while starting", e);
    }
  }

  private static void exit(String service, RuntimeException failure) {
    if (!(failure instanceof StartException)) {
      log.error("{} cannot start", service, failure);
    }
    System.err.printf("%s cannot start: %s%n", service, failure.getMessage());
    System.exit(1);
  }
}
