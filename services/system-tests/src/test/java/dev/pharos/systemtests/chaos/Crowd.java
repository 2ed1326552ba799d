package dev.pharos.systemtests.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.contracts.worker.WorkerDevice;
import dev.pharos.contracts.worker.WorkerHeartbeat;
import dev.pharos.contracts.worker.WorkerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Very many who write to the platform's topics, from one process. */
final class Crowd implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final Instant born = Instant.now();

  Crowd(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "5"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Asks for a job by a command of that id. */
  void job(String command, Map<String, ?> job) {
    send("job.commands", "job.submit", command, command, Map.of("job", job));
  }

  /** A worker that is alive and trains a run. */
  void heartbeat(String worker, UUID run) {
    var device = new WorkerDevice(Device.CPU, "imagined", 1, 1L << 30, "none", null);
    var active = List.of(new ActiveAttempt(run, 1));
    var beat =
        new WorkerHeartbeat(
            worker, worker, WorkerState.READY, device, 1, Map.of(), active, born, Instant.now());
    send("worker.heartbeats", "worker.heartbeat", worker, UUID.randomUUID().toString(), beat);
  }

  /** Points of some steps, each step one of a metric. */
  void metrics(UUID run, long fromStep, int steps) {
    var points = new ArrayList<MetricPoint>();
    for (long step = fromStep; step < fromStep + steps; step++) {
      points.add(new MetricPoint("train/loss", step, 1, Math.sin(step / 50.0), born));
    }
    var report = new MetricsReported(run, 1, points, null);
    send("run.metrics", "run.metrics", run.toString(), UUID.randomUUID().toString(), report);
  }

  /** The end of a run's attempt. */
  void fail(UUID run, String worker) {
    var last = new AttemptFailed(run, 1, worker, "the crowd goes home", false, Instant.now());
    send("job.events", "attempt.failed", run.toString(), UUID.randomUUID().toString(), last);
  }

  private void send(String topic, String type, String key, String id, Object data) {
    var message = new ProducerRecord<>("pharos." + topic, key, MessageCodec.encode(data));
    var headers =
        Map.of(
            "ce_specversion", "1.0",
            "ce_type", "dev.pharos." + type + ".v1",
            "ce_source", "/crowd",
            "ce_id", id,
            "content-type", "application/json");
    headers.forEach(
        (name, value) -> message.headers().add(new RecordHeader(name, value.getBytes(UTF_8))));
    var future = producer.send(message);
    synchronized (sent) {
      sent.add(future);
    }
  }

  /** Waits until Kafka has all that was written. */
  void flush() throws ExecutionException, InterruptedException {
    List<Future<RecordMetadata>> all;
    synchronized (sent) {
      all = List.copyOf(sent);
      sent.clear();
    }
    producer.flush();
    for (var each : all) {
      each.get();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
