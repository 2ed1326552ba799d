package dev.pharos.testkit;

import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.pharos.embedded.LoopbackPorts;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** Servers in containers, as a team would run them. */
final class ContainerBackend implements Backend {
  private static final String DEFAULT_POSTGRES = "postgres:18";
  private static final String DEFAULT_KAFKA = "apache/kafka:4.3.1";
  private static final String NAME = "pharos";
  private static final int POSTGRES_PORT = 5432;
  private static final int KAFKA_PORT = 9092;
  private static final int CONTROLLER_PORT = 9093;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final GenericContainer<?> postgres;
  private final GenericContainer<?> kafka;
  private final String bootstrapServers;

  private ContainerBackend(
      GenericContainer<?> postgres, GenericContainer<?> kafka, String bootstrapServers) {
    this.postgres = postgres;
    this.kafka = kafka;
    this.bootstrapServers = bootstrapServers;
  }

  static ContainerBackend start() {
    var host = DockerClientFactory.instance().dockerHostIpAddress();
    var bootstrapServers = host + ":" + LoopbackPorts.free();
    var postgres = postgres();
    var kafka = kafka(bootstrapServers);
    try {
      var postgresStarted = CompletableFuture.runAsync(postgres::start);
      kafka.start();
      postgresStarted.join();
      return new ContainerBackend(postgres, kafka, bootstrapServers);
    } catch (RuntimeException e) {
      postgres.stop();
      kafka.stop();
      throw e;
    }
  }

  private static GenericContainer<?> postgres() {
    return new GenericContainer<>(image("POSTGRES_IMAGE", DEFAULT_POSTGRES))
        .withEnv(Map.of("POSTGRES_USER", NAME, "POSTGRES_PASSWORD", NAME, "POSTGRES_DB", NAME))
        .withExposedPorts(POSTGRES_PORT)
        .withStartupTimeout(LIMIT)
        .waitingFor(new TakesConnections());
  }

  /** Clients are sent to the advertised address, so the port outside is fixed before the start. */
  private static GenericContainer<?> kafka(String bootstrapServers) {
    int port = Integer.parseInt(bootstrapServers.substring(bootstrapServers.lastIndexOf(':') + 1));
    var binding =
        new PortBinding(
            Ports.Binding.bindPort(port),
            com.github.dockerjava.api.model.ExposedPort.tcp(KAFKA_PORT));
    return new GenericContainer<>(image("KAFKA_IMAGE", DEFAULT_KAFKA))
        .withEnv(
            Map.ofEntries(
                Map.entry("KAFKA_NODE_ID", "1"),
                Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                Map.entry(
                    "KAFKA_LISTENERS",
                    "PLAINTEXT://0.0.0.0:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(KAFKA_PORT, CONTROLLER_PORT)),
                Map.entry("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://" + bootstrapServers),
                Map.entry(
                    "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                    "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@127.0.0.1:" + CONTROLLER_PORT),
                Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1"),
                Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1"),
                Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")))
        .withExposedPorts(KAFKA_PORT)
        .withCreateContainerCmdModifier(
            command -> command.getHostConfig().withPortBindings(binding))
        .withStartupTimeout(LIMIT)
        .waitingFor(new AnswersMetadata(bootstrapServers));
  }

  private static DockerImageName image(String variable, String official) {
    return DockerImageName.parse(
        Optional.ofNullable(System.getenv(variable))
            .filter(name -> !name.isBlank())
            .orElse(official));
  }

  @Override
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public String jdbcUrl(String database) {
    return jdbcUrl(postgres.getHost(), postgres.getMappedPort(POSTGRES_PORT), database);
  }

  private static String jdbcUrl(String host, int port, String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
  }

  @Override
  public String maintenanceDatabase() {
    return NAME;
  }

  @Override
  public String user() {
    return NAME;
  }

  @Override
  public String password() {
    return NAME;
  }

  @Override
  public void close() {
    postgres.stop();
    kafka.stop();
  }

  /** Neither image is bound to print certain words; only an answer counts. */
  private abstract static class Answers extends AbstractWaitStrategy {
    abstract void ask() throws Exception;

    @Override
    protected void waitUntilReady() {
      try {
        Awaitility.await()
            .atMost(startupTimeout)
            .pollInterval(Duration.ofMillis(200))
            .ignoreExceptions()
            .until(
                () -> {
                  ask();
                  return true;
                });
      } catch (ConditionTimeoutException e) {
        throw new ContainerLaunchException(
            "the server in the container does not answer; its log says why", e);
      }
    }
  }

  private static final class TakesConnections extends Answers {
    @Override
    void ask() throws Exception {
      var url =
          jdbcUrl(
              waitStrategyTarget.getHost(), waitStrategyTarget.getMappedPort(POSTGRES_PORT), NAME);
      DriverManager.getConnection(url, NAME, NAME).close();
    }
  }

  private static final class AnswersMetadata extends Answers {
    private final String bootstrapServers;

    AnswersMetadata(String bootstrapServers) {
      this.bootstrapServers = bootstrapServers;
    }

    @Override
    void ask() {
      try (var topics = new TestTopics(bootstrapServers)) {
        topics.names();
      }
    }
  }
}
