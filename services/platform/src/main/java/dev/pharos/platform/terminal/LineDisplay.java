package dev.pharos.platform.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress for a log file: a line at most every few seconds, and one at the end. */
final class LineDisplay implements ProgressDisplay {
  private final PrintStream out;
  private final String task;
  private final long intervalNanos;
  private final LongSupplier clock;

  private String pending;
  private long lastPrinted;
  private boolean printedAny;

  LineDisplay(PrintStream out, String task, Duration interval, LongSupplier clock) {
    this.out = out;
    this.task = task;
    this.intervalNanos = interval.toNanos();
    this.clock = clock;
  }

  @Override
  public void update(long done, long total, String detail) {
    var share = total > 0 ? String.format(Locale.ROOT, " %3d%%", 100 * done / total) : "";
    pending = (task + share + "  " + detail).stripTrailing();
    if (!printedAny || clock.getAsLong() - lastPrinted >= intervalNanos) {
      print();
    }
  }

  @Override
  public void close() {
    if (pending != null) {
      print();
    }
  }

  private void print() {
    out.println(pending);
    pending = null;
    printedAny = true;
    lastPrinted = clock.getAsLong();
  }
}
