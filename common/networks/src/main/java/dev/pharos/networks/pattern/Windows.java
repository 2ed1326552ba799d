package dev.pharos.networks.pattern;

import dev.pharos.networks.Rounding;
import dev.pharos.networks.Window;
import java.util.Locale;
import java.util.Optional;

/** The windows that a pattern means when it says nothing of padding and rounding. */
final class Windows {
  private Windows() {}

  /**
   * A convolution's: as many zeros around the input that the output has its size, divided by the
   * stride. There is none for an even window, unless it exceeds its stride by an even number.
   */
  static Optional<Window> same(int kernel, int stride, int dilation) {
    int extent = new Window(kernel, stride, 0, dilation, Rounding.EXACT).extent();
    if (extent % 2 == 1) {
      return Optional.of(new Window(kernel, stride, (extent - 1) / 2, dilation, Rounding.FLOOR));
    }
    int surplus = extent - stride;
    return surplus >= 0 && surplus % 2 == 0
        ? Optional.of(new Window(kernel, stride, surplus / 2, dilation, Rounding.EXACT))
        : Optional.empty();
  }

  /** Pooling's: no zeros, and a last window that may hang over the edge. */
  static Window pooling(int kernel, int stride, int dilation) {
    return new Window(kernel, stride, 0, dilation, Rounding.CEIL);
  }

  /** Writes kernel and stride. */
  static String size(Window window, int usualStride) {
    var kernel = window.kernel() + "x" + window.kernel();
    return window.stride() == usualStride ? kernel : kernel + "/" + window.stride();
  }

  /** Writes the rest, apart from what is usual. */
  static String options(Window window, Optional<Window> usual) {
    var dilation = window.dilation() == 1 ? "" : ",dilation=" + window.dilation();
    if (usual.filter(window::equals).isPresent()) {
      return dilation;
    }
    var rounding =
        window.rounding() == Rounding.EXACT
            ? ""
            : "," + window.rounding().name().toLowerCase(Locale.ROOT);
    return dilation + ",pad=" + window.padding() + rounding;
  }
}
