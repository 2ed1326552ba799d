package dev.pharos.engine.onednn;

import dev.pharos.networks.Window;

/** A window and the input that it slides over, as oneDNN wants it. */
record Slide(Window window, Layout input) {

  /** Positions along dimension 2, rows, or 3, columns. */
  long positions(int dimension) {
    return window.positions("window", "size", (int) input.size(dimension));
  }

  long[] kernel() {
    return new long[] {window.kernel(), window.kernel()};
  }

  long[] strides() {
    return new long[] {window.stride(), window.stride()};
  }

  /** Rows and columns that are left out between two taps: 0 for a dense window. */
  long[] gaps() {
    return new long[] {window.dilation() - 1, window.dilation() - 1};
  }

  /** Above and on the left. */
  long[] before() {
    return new long[] {window.padding(), window.padding()};
  }

  /**
   * Below and on the right: as far as the last window reaches, which may hang over or leave out
   * something.
   */
  long[] after() {
    return new long[] {after(2), after(3)};
  }

  private long after(int dimension) {
    long reach = (positions(dimension) - 1) * window.stride() + window.extent();
    return Math.max(0, reach - input.size(dimension) - window.padding());
  }
}
