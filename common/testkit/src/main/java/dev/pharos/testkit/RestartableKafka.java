package dev.pharos.testkit;

import dev.pharos.embedded.Durability;
import dev.pharos.embedded.EmbeddedKafka;
import java.nio.file.Path;

/** A broker of a test's own that it may stop and start again, for tests of outages. */
public final class RestartableKafka implements AutoCloseable {
  private final Path folder = TemporaryFolders.create("kafka");
  private final int port;
  private EmbeddedKafka kafka;

  /** Starts the broker. */
  public RestartableKafka() {
    kafka = EmbeddedKafka.start(folder, 0, Durability.THROWAWAY);
    port = kafka.port();
  }

  /** Where Kafka clients connect, whenever it runs. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Writes and reads its topics raw; close it. */
  public TestTopics topics() {
    return new TestTopics(bootstrapServers());
  }

  /** Begins an outage. */
  public void stop() {
    kafka.close();
  }

  /** Ends the outage: the same address, the same topics, records and offsets. */
  public void start() {
    kafka = EmbeddedKafka.start(folder, port, Durability.THROWAWAY);
  }

  @Override
  public void close() {
    kafka.close();
    TemporaryFolders.delete(folder);
  }
}
