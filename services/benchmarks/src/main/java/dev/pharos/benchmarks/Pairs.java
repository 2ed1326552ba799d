package dev.pharos.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Locale;

/**
 * Measures Pharos and its peer in turn and compares neighbours: what else the machine does touches
 * both, and the median of the ratios forgives a turn that was disturbed.
 */
final class Pairs {
  private final PrintStream out;
  private final String unit;

  Pairs(PrintStream out, String unit) {
    this.out = out;
    this.unit = unit;
  }

  /** What is measured. */
  @FunctionalInterface
  interface Measured {
    double rate() throws Exception;
  }

  /** Runs the turns and prints rates, ratios and their medians; returns our median rate. */
  double run(int turns, Measured own, String peerName, Measured peer) throws Exception {
    var rates = new ArrayList<Double>();
    var ratios = new ArrayList<Double>();
    for (int turn = 1; turn <= turns; turn++) {
      double rate = own.rate();
      rates.add(rate);
      if (peer == null) {
        print("%d: pharos %,.0f %s", turn, rate, unit);
      } else {
        double other = peer.rate();
        ratios.add(rate / other);
        print(
            "%d: pharos %,.0f, %s %,.0f %s, ratio %.2f",
            turn, rate, peerName, other, unit, rate / other);
      }
    }
    print("median: pharos %,.0f %s", Median.of(rates), unit);
    if (peer != null) {
      print("median ratio to %s: %.2f", peerName, Median.of(ratios));
    }
    return Median.of(rates);
  }

  void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
