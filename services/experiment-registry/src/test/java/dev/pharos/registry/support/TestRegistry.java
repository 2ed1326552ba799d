package dev.pharos.registry.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import dev.pharos.registry.ExperimentRegistry;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.runtime.config.Settings;
import dev.pharos.testkit.TestServers;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A registry that runs in this process, as its main method would start it. */
public final class TestRegistry implements AutoCloseable {
  private final ServiceHost host;
  private final int port;

  private TestRegistry(ServiceHost host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Starts a registry with some patience less than usual. */
  public static TestRegistry start(TestServers servers, Path artifacts) {
    return start(servers, artifacts, Map.of());
  }

  /** Starts a registry with other settings. */
  public static TestRegistry start(
      TestServers servers, Path artifacts, Map<String, String> overrides) {
    var settings = new HashMap<String, String>();
    settings.put("http.port", "0");
    settings.put("admin.port", "0");
    settings.put("database.url", servers.jdbcUrl());
    settings.put("database.user", servers.user());
    settings.put("database.password", servers.password());
    settings.put("kafka.bootstrap-servers", servers.bootstrapServers());
    settings.put("kafka.topic-prefix", servers.topicPrefix());
    settings.put("artifacts.directory", artifacts.toString());
    settings.put("scheduling.tick", "100ms");
    settings.put("scheduling.worker-lease", "4s");
    settings.put("scheduling.offer-time", "1s");
    settings.put("scheduling.settle-time", "1s");
    settings.put("scheduling.stop-time", "1s");
    settings.put("scheduling.first-back-off", "100ms");
    settings.putAll(overrides);
    var host = get(ServiceHost.open(Settings.of(settings)));
    try {
      var port = new int[1];
      get(
          host.start(
              ExperimentRegistry.NAME,
              context -> ExperimentRegistry.start(context).onSuccess(opened -> port[0] = opened)));
      return new TestRegistry(host, port[0]);
    } catch (RuntimeException e) {
      get(host.close());
      throw e;
    }
  }

  /** The process it runs in; tests start their workers there, too. */
  public ServiceHost host() {
    return host;
  }

  /** Speaks with it over HTTP. */
  public TestClient client() {
    return new TestClient("http://127.0.0.1:" + port);
  }

  /** The address of a path. */
  public String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  @Override
  public void close() {
    get(host.close());
  }

  /** Waits for a future. */
  public static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  /** Reads JSON. */
  public static JsonNode parse(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
