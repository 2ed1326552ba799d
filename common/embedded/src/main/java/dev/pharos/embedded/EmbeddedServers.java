package dev.pharos.embedded;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Kafka and PostgreSQL together, started at the same time and stopped at the same time.
 *
 * @param kafka the broker, its data in the folder's {@code kafka}
 * @param postgres the server, its data in the folder's {@code postgres}
 */
public record EmbeddedServers(EmbeddedKafka kafka, EmbeddedPostgres postgres)
    implements AutoCloseable {

  /** Starts both for good use: what they acknowledge survives a power failure. */
  public static EmbeddedServers start(Path directory, int kafkaPort, int postgresPort) {
    return start(directory, kafkaPort, postgresPort, Durability.DURABLE);
  }

  /**
   * Starts both and waits for both.
   *
   * @param directory the folder above those of the two
   * @param kafkaPort 0 for any free port
   * @param postgresPort 0 for any free port
   * @throws EmbeddedException if either cannot start; the other is stopped again
   */
  public static EmbeddedServers start(
      Path directory, int kafkaPort, int postgresPort, Durability durability) {
    var postgres =
        inBackground(
            "postgres",
            () -> EmbeddedPostgres.start(directory.resolve("postgres"), postgresPort, durability));
    EmbeddedKafka kafka;
    try {
      kafka = EmbeddedKafka.start(directory.resolve("kafka"), kafkaPort, durability);
    } catch (RuntimeException e) {
      closeIfStarted(postgres, e);
      throw e;
    }
    try {
      return new EmbeddedServers(kafka, join(postgres));
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  /** Stops both and frees their folders. */
  @Override
  public void close() {
    var stopped =
        inBackground(
            "postgres",
            () -> {
              postgres.close();
              return postgres;
            });
    try {
      kafka.close();
    } finally {
      join(stopped);
    }
  }

  private static void closeIfStarted(
      CompletableFuture<EmbeddedPostgres> postgres, Throwable cause) {
    try {
      join(postgres).close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private static <T> CompletableFuture<T> inBackground(String name, Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        work, task -> new Thread(task, "embedded-" + name).start());
  }
}
