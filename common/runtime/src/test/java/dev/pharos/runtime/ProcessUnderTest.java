package dev.pharos.runtime;

import dev.pharos.runtime.http.HttpConfig;
import dev.pharos.runtime.http.PublicPaths;
import dev.pharos.runtime.http.WebServer;
import io.vertx.core.Future;

/** A service with a main method, which {@link ServiceRunnerIT} starts as a process of its own. */
public final class ProcessUnderTest {
  private ProcessUnderTest() {}

  record Config(HttpConfig http) {}

  /** Starts the service. */
  public static void main(String[] args) {
    ServiceRunner.run("tester", args, ProcessUnderTest::start);
  }

  private static Future<?> start(ServiceContext context) {
    var config = context.settings().bind(Config.class);
    context.onStop(
        "note",
        () -> {
          System.out.println("closed in order");
          return Future.succeededFuture();
        });
    return WebServer.create(context, config.http(), PublicPaths.none())
        .listen()
        .onSuccess(port -> System.out.println("listening on " + port));
  }
}
