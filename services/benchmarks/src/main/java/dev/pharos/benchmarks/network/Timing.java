package dev.pharos.benchmarks.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pharos.benchmarks.Clock;
import java.util.Arrays;

/**
 * What repeating one piece of work for some seconds measured.
 *
 * @param rate images per second
 * @param median milliseconds that half of the repetitions stayed under
 * @param slowest milliseconds that 99 of 100 stayed under
 * @param bytes the most physical memory that the process held meanwhile
 */
record Timing(
    double rate,
    @JsonProperty("p50") double median,
    @JsonProperty("p99") double slowest,
    long bytes) {

  /** Repeats work until the seconds of that clock are over, but at least once. */
  static Timing of(Runnable work, int images, double seconds, Clock clock) {
    var nanos = new long[1024];
    int count = 0;
    PeakMemory.take();
    long began = clock.nanos();
    long now = began;
    do {
      long before = now;
      work.run();
      now = clock.nanos();
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = now - before;
    } while (now - began < seconds * 1e9);
    Arrays.sort(nanos, 0, count);
    return new Timing(
        images * count / ((now - began) / 1e9),
        nanos[count / 2] / 1e6,
        nanos[Math.min(count - 1, count * 99 / 100)] / 1e6,
        PeakMemory.take());
  }
}
