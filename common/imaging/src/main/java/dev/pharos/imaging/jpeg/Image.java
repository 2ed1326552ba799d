package dev.pharos.imaging.jpeg;

/** An image on its way from coefficients to colours, row by row. */
final class Image implements BlockPlaces {
  private final JpegHeader header;
  private final Plane[] planes;
  private final int[][] lines;
  private final int[][] colours;
  private final byte[] target;
  private final Chroma[] chroma = new Chroma[2];

  /** The last sample of a sparse row that belongs to the image. */
  private final int lastAcross;

  private final int lastDown;
  private int next;

  /**
   * An image.
   *
   * @param target receives its pixels, HWC
   */
  Image(JpegHeader header, byte[] target) {
    this.header = header;
    this.target = target;
    this.planes = new Plane[header.channels()];
    var length = 0;
    for (var i = 0; i < planes.length; i++) {
      planes[i] = new Plane(header.components().get(i), header.unitsAcross(), length);
      length += planes[i].length();
    }
    this.lines = new int[8][length];
    var sparse = 8 * header.unitsAcross();
    this.colours = new int[planes.length][sparse * header.horizontal()];
    this.chroma[0] = new Chroma(sparse);
    this.chroma[1] = new Chroma(sparse);
    this.lastAcross = (header.width() - 1) / header.horizontal();
    this.lastDown = (header.height() - 1) / header.vertical();
  }

  /** The blocks of a row of units, side by side: eight lines, as the transform wants them. */
  int[][] lines() {
    return lines;
  }

  /** How many columns all blocks of a row of units take. */
  int length() {
    return lines[0].length;
  }

  @Override
  public boolean byColumns() {
    return false;
  }

  @Override
  public int[][] arrays(int component) {
    return lines;
  }

  @Override
  public int array(int component, int x, int column) {
    return 0;
  }

  @Override
  public int place(int component, int x, int y, int column) {
    return planes[component].place(x, y, column);
  }

  /** Takes the samples of a row of units, and paints the rows that are complete with them. */
  void take(int row) {
    for (var plane : planes) {
      plane.take(lines, row);
    }
    while (next < header.height() && lowest(next) < 8 * (row + 1)) {
      paint(next);
      next++;
    }
  }

  /** The lowest row of the sparsest component that a row of the image needs. */
  private int lowest(int y) {
    return header.vertical() == 1 ? y : Math.min(lastDown, (y + 1) >> 1);
  }

  private void paint(int y) {
    var luma = planes[0].row(y);
    var rgb = colours;
    if (planes.length == 1) {
      rgb = new int[][] {luma};
    } else {
      Colour.convert(luma, dense(1, y), dense(2, y), colours, colours[0].length);
    }
    for (var channel = 0; channel < rgb.length; channel++) {
      var from = y * header.width() * rgb.length + channel;
      store(rgb[channel], header.width(), target, from, rgb.length);
    }
  }

  private static void store(int[] values, int count, byte[] target, int from, int step) {
    for (int i = 0, to = from; i < count; i++, to += step) {
      target[to] = (byte) values[i];
    }
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
