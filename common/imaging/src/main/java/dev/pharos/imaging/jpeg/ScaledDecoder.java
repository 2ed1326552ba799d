package dev.pharos.imaging.jpeg;

import dev.pharos.imaging.Taps;

/**
 * Decodes a part of a JPEG file's image in another size. The inverse transform, the spreading of
 * sparse colour and the scaling happen in one step for each axis ({@link Projection}), and only
 * what is left is made colours of; between the steps numbers are rounded to a sixteenth of a level
 * and nowhere cut off at black or white. All of the scan is read, so that damage is found wherever
 * it is.
 *
 * <p>Belongs to one thread; keeps its buffers.
 */
public final class ScaledDecoder {
  private final ScanBytes bytes = new ScanBytes();
  private final BlockReader reader = new BlockReader();
  private final WidthPass widthPass = new WidthPass();
  private Frame frame;
  private Projections projections;
  private Coefficients coefficients;
  private HeightPass heightPass;

  /** Lines between the two steps: a line has the columns of the target, for each row of blocks. */
  private int[][] luma = {};

  private int[][] colour = {};

  /** What everything that is kept depends on: most images of a data set have the same. */
  private record Frame(
      int height, int width, int across, int down, boolean isGray, Taps rows, Taps columns) {}

  /**
   * Decodes an image.
   *
   * @param file a whole file
   * @param header its header
   * @param rows which rows of the image make those of the target
   * @param columns which columns
   * @param target receives the pixels, HWC
   * @throws UnusualJpegException if it is damaged
   */
  public void decode(byte[] file, JpegHeader header, Taps rows, Taps columns, byte[] target)
      throws UnusualJpegException {
    bytes.read(file, header.scan(), header.restartInterval() > 0);
    adapt(header, rows, columns);
    var scan = new Scan(header, bytes, reader, coefficients);
    var batch = coefficients.rows();
    for (var row = 0; row < header.unitsDown(); row++) {
      var isWanted = row >= projections.top() && row < projections.bottom();
      var place = isWanted ? (row - projections.top()) % batch : -1;
      if (place == 0) {
        coefficients.clear();
      }
      coefficients.row(place);
      for (var column = 0; column < header.unitsAcross(); column++) {
        scan.unit(column);
      }
      if (isWanted && (place == batch - 1 || row == projections.bottom() - 1)) {
        narrow(row - place - projections.top(), place + 1);
      }
    }
    scan.end();
    paint(target);
  }

  private void adapt(JpegHeader header, Taps rows, Taps columns) {
    var next =
        new Frame(
            header.height(),
            header.width(),
            header.horizontal(),
            header.vertical(),
            header.channels() == 1,
            rows,
            columns);
    if (next.equals(frame)) {
      return;
    }
    if (frame == null || frame.across != next.across || frame.down != next.down) {
      coefficients = new Coefficients(next.across, next.down);
    }
    frame = next;
    projections = Projections.of(header, rows, columns);
    coefficients.begin(projections.left(), projections.right() - projections.left(), !next.isGray);
    heightPass = new HeightPass(columns.count());
    var units = projections.bottom() - projections.top();
    luma = reserve(luma, 8 * next.down * units, columns.count());
    colour = next.isGray ? colour : reserve(colour, 8 * units, 2 * columns.count());
  }

  private static int[][] reserve(int[][] lines, int count, int width) {
    return lines.length >= count && lines[0].length == width ? lines : new int[count][width];
  }

  /** Brings so many rows of units to the target's columns. */
  private void narrow(int row, int units) {
    var down = 8 * frame.down;
    var left = projections.left();
    widthPass.run(
        projections.columns(),
        left * frame.across,
        coefficients.luma(),
        1,
        units * down,
        luma,
        row * down);
    if (!frame.isGray) {
      widthPass.run(
          projections.colourColumns(), left, coefficients.colour(), 2, units * 8, colour, row * 8);
    }
  }

  private void paint(byte[] target) {
    var top = projections.top();
    if (frame.isGray) {
      heightPass.gray(projections.rows(), top * frame.down, luma, target);
    } else {
      heightPass.colour(
          projections.rows(),
          top * frame.down,
          luma,
          projections.colourRows(),
          top,
          colour,
          target);
    }
  }
}
