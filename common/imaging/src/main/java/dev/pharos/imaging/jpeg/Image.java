package dev.pharos.imaging.jpeg;

/** The part of an image that is wanted, on its way from samples to colours, row by row. */
final class Image {
  private final JpegHeader header;
  private final Units units;
  private final Window window;
  private final RowSink sink;
  private final Plane[] planes;
  private final int length;
  private final int[][] target;
  private final Chroma[] chroma = new Chroma[2];

  /** The last sample of a sparse row that belongs to the image. */
  private final int lastAcross;

  private final int lastDown;
  private int next;

  Image(JpegHeader header, Units units, Window window, RowSink sink) {
    this.header = header;
    this.units = units;
    this.window = window;
    this.sink = sink;
    this.planes = new Plane[header.channels()];
    var base = 0;
    for (var i = 0; i < planes.length; i++) {
      planes[i] = new Plane(header.components().get(i), units.across(), base);
      base += planes[i].length();
    }
    this.length = base;
    this.target =
        sink.begin(
            units.left() * 8 * header.horizontal(), units.across() * 8 * header.horizontal());
    var sparse = 8 * units.across();
    this.chroma[0] = new Chroma(sparse);
    this.chroma[1] = new Chroma(sparse);
    this.lastAcross =
        Math.min(sparse - 1, (header.width() - 1) / header.horizontal() - 8 * units.left());
    this.lastDown = (header.height() - 1) / header.vertical();
    this.next = window.top();
  }

  /** How many columns all blocks of a row of units take. */
  int length() {
    return length;
  }

  /**
   * Where a block goes.
   *
   * @param column the unit, from the first that is wanted on; blocks of others are wasted
   */
  int place(int component, int x, int y, int column) {
    return column >= 0 && column < units.across() ? planes[component].place(x, y, column) : length;
  }

  /** Takes the samples of a row of units, and gives on the rows that are complete with them. */
  void take(int[][] columns, int row) {
    for (var plane : planes) {
      plane.take(columns, row);
    }
    while (next < window.bottom() && lowest(next) < 8 * (row + 1)) {
      give(next);
      next++;
    }
  }

  /** The lowest row of the sparsest component that a row of the image needs. */
  private int lowest(int y) {
    return header.vertical() == 1 ? y : Math.min(lastDown, (y + 1) >> 1);
  }

  private void give(int y) {
    var luma = planes[0].row(y);
    var width = 8 * units.across() * header.horizontal();
    if (planes.length == 1) {
      System.arraycopy(luma, 0, target[0], 0, width);
    } else {
      Colour.convert(luma, dense(1, y), dense(2, y), target, width);
    }
    sink.row();
  }

  /** A row of a colour difference, as dense as the brightness. */
  private int[] dense(int component, int y) {
    var plane = planes[component];
    if (header.horizontal() == 1) {
      return plane.row(y);
    }
    if (header.vertical() == 1) {
      return chroma[component - 1].across(plane.row(y), lastAcross);
    }
    var other = y % 2 == 0 ? Math.max(0, y / 2 - 1) : Math.min(lastDown, y / 2 + 1);
    return chroma[component - 1].between(plane.row(y / 2), plane.row(other), lastAcross);
  }
}
