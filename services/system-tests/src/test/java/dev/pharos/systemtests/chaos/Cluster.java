package dev.pharos.systemtests.chaos;

import static org.awaitility.Awaitility.await;

import dev.pharos.artifacts.FileSystemArtifactStore;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.testkit.FreePorts;
import dev.pharos.testkit.RestartableKafka;
import dev.pharos.testkit.RestartablePostgres;
import dev.pharos.testkit.SlowLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A platform in pieces: Kafka, PostgreSQL, and each service as a process. */
final class Cluster implements AutoCloseable {
  static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final ClusterPlan plan;
  private final RestartableKafka kafka = new RestartableKafka();
  private final RestartablePostgres postgres = new RestartablePostgres();
  private final ClusterSettings settings;
  private final Map<ServiceProcess, Integer> registries = new LinkedHashMap<>();
  private final Map<String, ServiceProcess> services = new LinkedHashMap<>();

  private Cluster(ClusterPlan plan) {
    this.plan = plan;
    this.settings = new ClusterSettings(plan, kafka, postgres);
  }

  /**
   * Starts a registry, a dataset service and workers, and waits until all are ready.
   *
   * @param folder for what the services keep on disks
   * @param workers names of workers
   */
  static Cluster start(Path folder, String... workers) {
    return start(ClusterPlan.in(folder), workers);
  }

  /** The same with something special. */
  static Cluster start(ClusterPlan plan, String... workers) {
    var cluster = new Cluster(plan);
    try {
      for (int number = 1; number <= plan.registries(); number++) {
        cluster.startRegistry(number);
      }
      cluster.add("dataset-service", "dataset-service", cluster.settings.datasets());
      for (var worker : workers) {
        cluster.startWorker(worker);
      }
      cluster.awaitRegistry();
      for (var worker : workers) {
        cluster.awaitWorker(worker);
      }
      return cluster;
    } catch (RuntimeException | AssertionError e) {
      System.out.println(cluster.logs());
      cluster.close();
      throw e;
    }
  }

  private void startRegistry(int number) {
    int port = number == 1 ? settings.port() : FreePorts.next();
    var name = "experiment-registry" + (number == 1 ? "" : " " + number);
    registries.put(add(name, "experiment-registry", settings.registry(port)), port);
  }

  /** Starts a training worker. */
  void startWorker(String name) {
    add("worker " + name, "training-worker", settings.worker(name));
  }

  /** Starts the serving gateway. */
  void startGateway() {
    add("serving-gateway", "serving-gateway", settings.gateway());
  }

  private ServiceProcess add(String name, String service, List<String> with) {
    var process = ServiceProcess.start(service, with);
    services.put(name, process);
    return process;
  }

  /** Waits until every registry that runs answers. */
  void awaitRegistry() {
    registries.forEach(
        (registry, port) ->
            await("the registry answers")
                .atMost(START_LIMIT)
                .ignoreExceptions()
                .until(() -> !registry.alive() || client(port).get("/v1/runs").status() == 200));
  }

  /** Waits until a worker is known and ready. */
  void awaitWorker(String name) {
    await("worker " + name + " is ready")
        .atMost(START_LIMIT)
        .ignoreExceptions()
        .until(
            () -> {
              for (var worker : client().get("/v1/workers").body().path("items")) {
                if (worker.path("name").asText().equals(name)
                    && worker.path("state").asText().equals("READY")) {
                  return true;
                }
              }
              return false;
            });
  }

  /** A process by its service's name, or {@code worker NAME}. */
  ServiceProcess service(String name) {
    return services.get(name);
  }

  ServiceProcess worker(String name) {
    return service("worker " + name);
  }

  Collection<ServiceProcess> registries() {
    return registries.keySet();
  }

  Collection<ServiceProcess> services() {
    return services.values();
  }

  RestartableKafka kafka() {
    return kafka;
  }

  RestartablePostgres postgres() {
    return postgres;
  }

  /** The services' way to PostgreSQL, where the plan asks for one. */
  SlowLink link() {
    return settings.link().orElseThrow();
  }

  /** The API, at a registry that runs. */
  PharosClient client() {
    return registries.entrySet().stream()
        .filter(registry -> registry.getKey().alive())
        .findFirst()
        .map(registry -> client(registry.getValue()))
        .orElseGet(() -> client(settings.port()));
  }

  private static PharosClient client(int port) {
    return new PharosClient(URI.create("http://127.0.0.1:" + port), Optional.empty());
  }

  /** What PostgreSQL holds. */
  Books books() {
    return new Books(postgres);
  }

  /** The store that the services share. */
  FileSystemArtifactStore store() throws IOException {
    return new FileSystemArtifactStore(plan.artifacts());
  }

  /** The last lines of every process, for a test that failed. */
  String logs() {
    var all = new StringBuilder();
    services.forEach(
        (name, process) -> {
          var lines = process.log().lines().toList();
          all.append("---- ").append(name).append('\n');
          lines.stream()
              .skip(Math.max(0, lines.size() - 60))
              .forEach(l -> all.append(l).append('\n'));
        });
    return all.toString();
  }

  /** Keeps the logs for people to look at. */
  private void keepLogs() {
    var kept = Path.of("target", "chaos-logs");
    services.forEach(
        (name, process) -> {
          try {
            Files.createDirectories(kept);
            Files.writeString(kept.resolve(name.replace(' ', '-') + ".log"), process.log());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void close() {
    keepLogs();
    services.values().forEach(ServiceProcess::close);
    settings.close();
    postgres.close();
    kafka.close();
  }
}
