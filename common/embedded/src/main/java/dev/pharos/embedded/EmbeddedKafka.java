package dev.pharos.embedded;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker (KRaft, broker and controller in one) inside this process, on 127.0.0.1.
 *
 * <p>Topics, records and committed offsets live in a folder and survive a restart and a killed
 * process. Topics are not made by writing to them. The folder is locked while the broker runs.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);

  /** Room for a few small segments and indexes; a broker without it fails in stranger ways. */
  private static final long NEEDED_BYTES = 64L << 20;

  /** A port that was free when it was chosen can be taken a moment later. */
  private static final int ATTEMPTS = 4;

  private final DataDirectory directory;
  private final int port;
  private final KafkaNode node;
  private final CompletableFuture<EmbeddedException> failure = new CompletableFuture<>();
  private final Consumer<String> onExit;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedKafka(DataDirectory directory, int port, Durability durability) {
    this.directory = directory;
    this.port = port;
    this.onExit =
        reason ->
            failure.complete(
                new EmbeddedException(
                    "the Kafka broker in %s failed: %s".formatted(directory.path(), reason)));
    KafkaExits.listen(onExit);
    try {
      this.node =
          KafkaNode.start(
              directory.resolve("log"), port, LoopbackPorts.free(), durability, failure);
    } catch (RuntimeException e) {
      KafkaExits.forget(onExit);
      throw e;
    }
  }

  /** Starts a broker whose acknowledged records survive a power failure. */
  public static EmbeddedKafka start(Path directory, int port) {
    return start(directory, port, Durability.DURABLE);
  }

  /**
   * Starts the broker and waits until clients can use it; 2 to 4 s, some 6 s after a kill.
   *
   * @param directory where it keeps everything; formatted on the first start
   * @param port where clients connect, 0 for any free port
   * @throws EmbeddedException if the port is taken, the folder is in use, read-only or full, or the
   *     broker cannot read what it finds there; nothing is left running
   */
  public static EmbeddedKafka start(Path directory, int port, Durability durability) {
    long begin = System.nanoTime();
    var folder = DataDirectory.open(directory, NEEDED_BYTES);
    try {
      var kafka = start(folder, port, durability, ATTEMPTS);
      log.info(
          "Kafka is ready on {} after {} ms, data in {}",
          kafka.bootstrapServers(),
          (System.nanoTime() - begin) / 1_000_000,
          folder.path());
      return kafka;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static EmbeddedKafka start(
      DataDirectory folder, int port, Durability durability, int attempts) {
    int chosen = LoopbackPorts.choose("Kafka", port);
    try {
      return new EmbeddedKafka(folder, chosen, durability);
    } catch (PortTakenException e) {
      if (attempts > 1) {
        return start(folder, port, durability, attempts - 1);
      }
      throw new EmbeddedException(
          "Kafka found no port to listen on after %d attempts: %s".formatted(ATTEMPTS, e), e);
    }
  }

  /** Where clients connect: {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return LoopbackPorts.HOST + ":" + port;
  }

  /** The port that clients connect to. */
  public int port() {
    return port;
  }

  /** Completes if the running broker gives up, for instance because its disk is full. */
  public CompletionStage<EmbeddedException> failure() {
    return failure.minimalCompletionStage();
  }

  /** Stops the broker in good order and frees the folder. Closing again does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        node.stop();
      } finally {
        KafkaExits.forget(onExit);
        directory.close();
      }
    }
  }
}
