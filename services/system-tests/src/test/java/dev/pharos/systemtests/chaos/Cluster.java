package dev.pharos.systemtests.chaos;

import static org.awaitility.Awaitility.await;

import dev.pharos.artifacts.FileSystemArtifactStore;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.testkit.FreePorts;
import dev.pharos.testkit.RestartableKafka;
import dev.pharos.testkit.RestartablePostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A platform in pieces: Kafka, PostgreSQL, and each service as a process. */
final class Cluster implements AutoCloseable {
  static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Path folder;
  private final Path artifacts;
  private final RestartableKafka kafka = new RestartableKafka();
  private final RestartablePostgres postgres = new RestartablePostgres();
  private final int port = FreePorts.next();
  private final int datasetPort = FreePorts.next();
  private final Map<String, ServiceProcess> services = new LinkedHashMap<>();

  private Cluster(Path folder, Path artifacts) {
    this.folder = folder;
    this.artifacts = artifacts;
  }

  /**
   * Starts a registry, a dataset service and workers, and waits until all are ready.
   *
   * @param folder for what the services keep on disks
   * @param workers names of workers
   */
  static Cluster start(Path folder, String... workers) {
    var cluster = new Cluster(folder, folder.resolve("artifacts"));
    try {
      cluster.add("experiment-registry", cluster.registry());
      cluster.add("dataset-service", cluster.datasets());
      for (var worker : workers) {
        cluster.startWorker(worker);
      }
      cluster.awaitRegistry();
      for (var worker : workers) {
        cluster.awaitWorker(worker);
      }
      return cluster;
    } catch (RuntimeException | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  private List<String> registry() {
    return with(
        "http.port=" + port,
        "peers.dataset-service=http://127.0.0.1:" + datasetPort,
        "database.url=" + postgres.jdbcUrl(),
        "database.user=" + postgres.user(),
        "database.password=" + postgres.password());
  }

  private List<String> datasets() {
    return with(
        "http.port=" + datasetPort,
        "imports.directory=" + folder.resolve("imports"),
        "database.url=" + postgres.jdbcUrl(),
        "database.user=" + postgres.user(),
        "database.password=" + postgres.password());
  }

  private List<String> with(String... settings) {
    var all =
        new ArrayList<>(
            List.of(
                "kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "artifacts.directory=" + artifacts,
                "admin.port=0"));
    all.addAll(List.of(settings));
    return all;
  }

  /** Starts a training worker. */
  void startWorker(String name) {
    add(
        "worker " + name,
        "training-worker",
        with("worker.name=" + name, "worker.folder=" + folder));
  }

  private void add(String service, List<String> settings) {
    add(service, service, settings);
  }

  private void add(String name, String service, List<String> settings) {
    services.put(name, ServiceProcess.start(service, settings));
  }

  /** Waits until the registry answers. */
  void awaitRegistry() {
    await("the registry answers")
        .atMost(START_LIMIT)
        .ignoreExceptions()
        .until(() -> client().get("/v1/runs").status() == 200);
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

  /** The process of a worker. */
  ServiceProcess worker(String name) {
    return services.get("worker " + name);
  }

  /** The API. */
  PharosClient client() {
    return new PharosClient(URI.create("http://127.0.0.1:" + port), Optional.empty());
  }

  /** What PostgreSQL holds. */
  Books books() {
    return new Books(postgres);
  }

  /** The store that the services share. */
  FileSystemArtifactStore store() throws IOException {
    return new FileSystemArtifactStore(artifacts);
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

  @Override
  public void close() {
    services.values().forEach(ServiceProcess::close);
    postgres.close();
    kafka.close();
  }
}
