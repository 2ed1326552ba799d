package dev.pharos.worker;

import dev.pharos.contracts.job.AttemptEvent;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.worker.WorkerDevice;
import dev.pharos.engine.NativeMemory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** What the admin port shows Prometheus of a worker. */
final class WorkerMeters {
  private final MeterRegistry meters;
  private final Tags tags;

  WorkerMeters(MeterRegistry meters, String worker) {
    this.meters = meters;
    this.tags = Tags.of("worker", worker);
  }

  /** What it trains on, and how much memory that takes. */
  void device(WorkerDevice device) {
    Gauge.builder("pharos.worker.device", () -> 1)
        .description("1; the labels say what the worker trains on and what is slow about it")
        .tags(tags)
        .tag("kind", device.kind().name())
        .tag("name", device.name())
        .tag("engine", device.engine())
        .tag("note", device.note() == null ? "" : device.note())
        .register(meters);
    Gauge.builder("pharos.worker.memory.native.used", NativeMemory::usedBytes)
        .description("Memory that tensors take outside the Java heap")
        .baseUnit("bytes")
        .register(meters);
    Gauge.builder("pharos.worker.memory.native.limit", NativeMemory::limitBytes)
        .description("Memory that tensors may take outside the Java heap")
        .baseUnit("bytes")
        .register(meters);
  }

  /** How many attempts it holds. */
  void attempts(Attempts attempts) {
    Gauge.builder("pharos.worker.attempts.active", attempts, held -> held.active().size())
        .description("Attempts that this worker holds")
        .tags(tags)
        .register(meters);
    Gauge.builder("pharos.worker.reports.waiting", attempts, Attempts::waiting)
        .description("Metric points and log lines that wait for room on their way to Kafka")
        .tags(tags)
        .register(meters);
  }

  /** Counts an attempt that is over. */
  void ended(AttemptEvent last) {
    var outcome =
        last instanceof AttemptSucceeded
            ? "succeeded"
            : last instanceof AttemptFailed ? "failed" : "stopped";
    Counter.builder("pharos.worker.attempts.ended")
        .description("Attempts that are over")
        .tags(tags)
        .tag("outcome", outcome)
        .register(meters)
        .increment();
  }
}
