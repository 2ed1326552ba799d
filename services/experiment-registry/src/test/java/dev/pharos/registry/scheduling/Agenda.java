package dev.pharos.registry.scheduling;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** The time of a simulation: goes from one thing that happens to the next. */
final class Agenda {
  private static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");

  private record Entry(long at, long order, Runnable what) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order));
  private long now;
  private long order;

  /** Milliseconds since the beginning. */
  long millis() {
    return now;
  }

  Instant now() {
    return at(now);
  }

  Instant at(long millis) {
    return BEGIN.plusMillis(millis);
  }

  /** Something happens so many milliseconds from now. */
  void after(long millis, Runnable what) {
    entries.add(new Entry(now + Math.max(0, millis), order++, what));
  }

  /** Something happens again and again while it wants to. */
  void every(long millis, BooleanSupplier what) {
    after(
        millis,
        () -> {
          if (what.getAsBoolean()) {
            every(millis, what);
          }
        });
  }

  /** Lets things happen until it is enough; whether it was, before the time was over. */
  boolean run(long untilMillis, BooleanSupplier enough) {
    while (!entries.isEmpty() && entries.peek().at() <= untilMillis) {
      var next = entries.remove();
      now = next.at();
      next.what().run();
      if (enough.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }
}
