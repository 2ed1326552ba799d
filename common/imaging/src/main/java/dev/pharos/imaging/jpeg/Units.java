package dev.pharos.imaging.jpeg;

/**
 * The units of the scan that a part of an image needs.
 *
 * @param top the first row of them
 * @param left the first column
 * @param bottom the row behind the last
 * @param right the column behind the last
 */
record Units(int top, int left, int bottom, int right) {
  /** Sparse colour needs its neighbours too. */
  static Units around(JpegHeader header, Window window) {
    var across = header.horizontal();
    var down = header.vertical();
    return new Units(
        first(window.top(), down),
        first(window.left(), across),
        end(window.bottom(), down, header.unitsDown()),
        end(window.right(), across, header.unitsAcross()));
  }

  private static int first(int from, int density) {
    return Math.max(0, from / density - (density - 1)) / 8;
  }

  private static int end(int end, int density, int all) {
    return Math.min(all, ((end - 1) / density + density - 1) / 8 + 1);
  }

  int across() {
    return right - left;
  }
}
