package dev.pharos.registry.collection;

import dev.pharos.registry.collection.Leftovers.Volume;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReference;

/** What the last look at the store found, and what was freed since the start. */
final class CollectionMeters {
  private static final Volume NOTHING = new Volume(0, 0);

  private final AtomicReference<Volume> named;
  private final AtomicReference<Volume> waiting;
  private final AtomicReference<Volume> due;
  private final Counter freed;
  private final Counter freedBytes;

  CollectionMeters(MeterRegistry meters) {
    named = gauges(meters, "named");
    waiting = gauges(meters, "waiting");
    due = gauges(meters, "due");
    freed =
        Counter.builder("pharos.artifacts.freed")
            .description("Artifacts that nothing needed and that were deleted")
            .register(meters);
    freedBytes =
        Counter.builder("pharos.artifacts.freed.size")
            .description("Bytes of the artifacts that nothing needed and that were deleted")
            .baseUnit("bytes")
            .register(meters);
  }

  private static AtomicReference<Volume> gauges(MeterRegistry meters, String state) {
    var volume = new AtomicReference<>(NOTHING);
    Gauge.builder("pharos.artifacts.stored", volume, now -> now.get().count())
        .description("Artifacts in the store: needed, too young to go, and those that may go")
        .tag("state", state)
        .register(meters);
    Gauge.builder("pharos.artifacts.stored.size", volume, now -> now.get().bytes())
        .description("Bytes in the store: needed, too young to go, and what may go")
        .baseUnit("bytes")
        .tag("state", state)
        .register(meters);
    return volume;
  }

  /** What was found. */
  void found(Volume needed, Volume young, Volume free) {
    named.set(needed);
    waiting.set(young);
    due.set(free);
  }

  /** What was deleted of that. */
  void freed(Volume deleted) {
    freed.increment((double) deleted.count());
    freedBytes.increment((double) deleted.bytes());
  }
}
