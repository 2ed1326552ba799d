package dev.pharos.dataset.imports;

import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.dataset.packing.ImportProgress.Snapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** Counts imports and what became of them, for Prometheus. */
final class ImportMeters {
  private final MeterRegistry meters;
  private final Counter images;
  private final Counter bad;

  ImportMeters(MeterRegistry meters) {
    this.meters = meters;
    this.images =
        Counter.builder("pharos.imports.images")
            .description("Images that were packed into data sets")
            .register(meters);
    this.bad =
        Counter.builder("pharos.imports.bad.files")
            .description("Files that could not be used")
            .register(meters);
  }

  /** An import has ended. */
  void ended(ImportPhase phase, Snapshot at, Duration time) {
    Timer.builder("pharos.imports")
        .description("Imports by how they ended, and how long they took")
        .tag("outcome", phase.name().toLowerCase(Locale.ROOT))
        .register(meters)
        .record(time);
    bad.increment((double) at.bad());
    if (phase == ImportPhase.READY) {
      images.increment((double) at.done());
    }
  }
}
