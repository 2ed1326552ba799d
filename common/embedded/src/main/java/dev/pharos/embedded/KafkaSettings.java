package dev.pharos.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** The broker's configuration: one node that is broker and controller, small, for one machine. */
final class KafkaSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private KafkaSettings() {}

  static Properties of(Path log, int port, int controllerPort, Durability durability) {
    var settings = new Properties();
    identity(settings, log, port, controllerPort);
    oneReplica(settings);
    small(settings);
    quickAfterKill(settings);
    if (durability == Durability.DURABLE) {
      // There is no second replica to recover from, and PostgreSQL keeps offsets of this log: an
      // acknowledged record that a power failure takes back would be skipped silently.
      settings.put("log.flush.interval.messages", "1");
    }
    return settings;
  }

  private static void identity(Properties settings, Path log, int port, int controllerPort) {
    var host = LoopbackPorts.HOST;
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("process.roles", "broker,controller");
    settings.put(
        "listeners",
        "PLAINTEXT://%s:%d,%s://%s:%d"
            .formatted(host, port, CONTROLLER_LISTENER, host, controllerPort));
    settings.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(host, port));
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put("controller.quorum.voters", "%d@%s:%d".formatted(NODE_ID, host, controllerPort));
    settings.put("log.dirs", log.toString());
    // A misspelt topic is an error, not a new topic.
    settings.put("auto.create.topics.enable", "false");
  }

  private static void oneReplica(Properties settings) {
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
  }

  private static void small(Properties settings) {
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.num.partitions", "4");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("log.segment.bytes", Integer.toString(64 << 20));
    settings.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    settings.put("num.io.threads", "2");
    settings.put("num.network.threads", "1");
    settings.put("num.replica.fetchers", "1");
    settings.put("background.threads", "2");
  }

  private static void quickAfterKill(Properties settings) {
    // The controller waits this long for the broker that it remembers; 12 s become 6.
    settings.put("broker.session.timeout.ms", "2000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("num.recovery.threads.per.data.dir", "2");
  }
}
