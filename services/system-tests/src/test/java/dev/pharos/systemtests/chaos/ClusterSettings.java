package dev.pharos.systemtests.chaos;

import dev.pharos.testkit.FreePorts;
import dev.pharos.testkit.RestartableKafka;
import dev.pharos.testkit.RestartablePostgres;
import dev.pharos.testkit.SlowLink;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings with which the services of a {@link Cluster} find each other. */
final class ClusterSettings implements AutoCloseable {
  private final ClusterPlan plan;
  private final RestartableKafka kafka;
  private final RestartablePostgres postgres;
  private final int port = FreePorts.next();
  private final int datasetPort = FreePorts.next();
  private final int servingPort = FreePorts.next();
  private final Optional<SlowLink> link;

  ClusterSettings(ClusterPlan plan, RestartableKafka kafka, RestartablePostgres postgres) {
    this.plan = plan;
    this.kafka = kafka;
    this.postgres = postgres;
    this.link =
        plan.slowLink()
            ? Optional.of(new SlowLink(databasePort(postgres.jdbcUrl())))
            : Optional.empty();
  }

  private static int databasePort(String jdbcUrl) {
    return URI.create(jdbcUrl.substring("jdbc:".length())).getPort();
  }

  /** The first registry's port. */
  int port() {
    return port;
  }

  Optional<SlowLink> link() {
    return link;
  }

  List<String> registry(int httpPort) {
    return with(
        "http.port=" + httpPort,
        "peers.dataset-service=http://127.0.0.1:" + datasetPort,
        "peers.serving-gateway=http://127.0.0.1:" + servingPort,
        "database.url=" + databaseUrl(),
        "database.user=" + postgres.user(),
        "database.password=" + postgres.password());
  }

  List<String> datasets() {
    return with(
        "http.port=" + datasetPort,
        "imports.directory=" + plan.folder().resolve("imports"),
        "database.url=" + databaseUrl(),
        "database.user=" + postgres.user(),
        "database.password=" + postgres.password());
  }

  List<String> worker(String name) {
    return with("worker.name=" + name, "worker.folder=" + plan.folder());
  }

  List<String> gateway() {
    return with("http.port=" + servingPort);
  }

  private String databaseUrl() {
    var direct = postgres.jdbcUrl();
    return link.map(way -> direct.replace(":" + databasePort(direct) + "/", ":" + way.port() + "/"))
        .orElse(direct);
  }

  private List<String> with(String... settings) {
    var all =
        new ArrayList<>(
            List.of(
                "kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "artifacts.directory=" + plan.artifacts()));
    all.addAll(List.of(settings));
    return all;
  }

  @Override
  public void close() {
    link.ifPresent(SlowLink::close);
  }
}
