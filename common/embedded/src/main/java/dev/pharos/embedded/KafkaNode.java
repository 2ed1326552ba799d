package dev.pharos.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka's own server, started and stopped within time limits and with its failures explained. */
final class KafkaNode {
  private static final Logger log = LoggerFactory.getLogger(KafkaNode.class);
  private static final long START_LIMIT_SECONDS = 60;
  private static final long STOP_LIMIT_SECONDS = 20;

  private final KafkaRaftServer server;

  private KafkaNode(KafkaRaftServer server) {
    this.server = server;
  }

  /**
   * Starts a server and waits for it.
   *
   * @param port where clients connect
   * @param controllerPort where the broker speaks with its controller
   * @param failure completed by others if the broker calls for the end of the process
   * @throws PortTakenException if somebody else listens on one of the ports
   */
  static KafkaNode start(
      Path logDirectory,
      int port,
      int controllerPort,
      Durability durability,
      CompletableFuture<EmbeddedException> failure) {
    var settings = KafkaSettings.of(logDirectory, port, controllerPort, durability);
    var config = KafkaConfig.fromProps(settings, false);
    formatOnce(logDirectory);
    var node = new KafkaNode(read(config, logDirectory));
    try {
      // On a thread of its own, because a broker that gives up never returns from its start.
      var started = inBackground("embedded-kafka-start", node.server::startup);
      CompletableFuture.anyOf(started, failure.thenAccept(KafkaNode::raise))
          .get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
      return node;
    } catch (ExecutionException e) {
      node.abandon(e.getCause());
      // A broker whose controller finds its port taken gives up without a word about the port.
      if (!LoopbackPorts.isFree(port) || !LoopbackPorts.isFree(controllerPort)) {
        throw new PortTakenException(e.getCause());
      }
      throw explain(e.getCause(), logDirectory);
    } catch (TimeoutException e) {
      node.abandon(e);
      throw new EmbeddedException(
          "Kafka did not start in %s within %d s; its log says why"
              .formatted(logDirectory, START_LIMIT_SECONDS),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      node.abandon(e);
      throw new EmbeddedException("interrupted while Kafka was starting in " + logDirectory, e);
    }
  }

  /** Stops within a time limit; a broker that cannot stop must not keep its process from ending. */
  void stop() {
    var stopped =
        inBackground(
            "embedded-kafka-stop",
            () -> {
              server.shutdown();
              server.awaitShutdown();
            });
    try {
      stopped.get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      log.warn("Kafka did not stop in good order", e.getCause());
    } catch (TimeoutException e) {
      log.warn("Kafka did not stop within {} s; the next start recovers", STOP_LIMIT_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The threads of a server that failed to start would keep the process alive. */
  private void abandon(Throwable cause) {
    log.debug("Kafka failed to start", cause);
    stop();
  }

  private static void formatOnce(Path logDirectory) {
    if (Files.exists(logDirectory.resolve("meta.properties"))) {
      return;
    }
    try (var silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      Files.createDirectories(logDirectory);
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(KafkaSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(KafkaSettings.CONTROLLER_LISTENER)
          .setDirectories(List.of(logDirectory.toString()))
          .setMetadataLogDirectory(logDirectory.toString())
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setReleaseVersion(MetadataVersion.latestProduction())
          // A kill in the middle of the first start leaves a folder half formatted.
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new EmbeddedException("cannot format the Kafka folder " + logDirectory + ": " + e, e);
    }
  }

  /** Reads what lies in the folder, and starts nothing yet. */
  private static KafkaRaftServer read(KafkaConfig config, Path logDirectory) {
    try {
      return new KafkaRaftServer(config, Time.SYSTEM);
    } catch (RuntimeException e) {
      throw explain(e, logDirectory);
    }
  }

  private static RuntimeException explain(Throwable cause, Path logDirectory) {
    for (var each = cause; each != null; each = each.getCause()) {
      if (each instanceof BindException) {
        return new PortTakenException(cause);
      }
      if (each instanceof EmbeddedException known) {
        return known;
      }
    }
    return new EmbeddedException(
        "Kafka cannot start in %s: %s".formatted(logDirectory, cause), cause);
  }

  private static void raise(EmbeddedException failure) {
    throw failure;
  }

  private static CompletableFuture<Void> inBackground(String name, Runnable work) {
    var done = new CompletableFuture<Void>();
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return done;
  }
}
