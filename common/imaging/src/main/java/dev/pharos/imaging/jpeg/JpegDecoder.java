package dev.pharos.imaging.jpeg;

import java.util.Arrays;

/**
 * Decodes a part of a JPEG file's image. All of the scan is read, so that damage is found wherever
 * it is; but only what the part needs is transformed. Belongs to one thread; keeps its buffers.
 */
public final class JpegDecoder {
  private final ScanBytes bytes = new ScanBytes();
  private final BlockReader reader = new BlockReader();
  private final InverseTransform transform = new InverseTransform();

  /** The blocks of a row of units, as {@link InverseTransform} wants them, and one to waste. */
  private int[][] lines = new int[9][0];

  /**
   * Decodes the rows of a part, from top to bottom.
   *
   * @param file a whole file
   * @param header its header
   * @param window the part that is wanted
   * @param sink takes the rows; of columns it gets these and some more
   * @throws UnusualJpegException if it is damaged; the sink may have got rows before
   */
  public void decode(byte[] file, JpegHeader header, Window window, RowSink sink)
      throws UnusualJpegException {
    var units = Units.around(header, window);
    bytes.read(file, header.scan(), header.restartInterval() > 0);
    var image = new Image(header, units, window, sink);
    reserve(image.length());
    var scan = new Scan(header, bytes, reader);
    for (var row = 0; row < header.unitsDown(); row++) {
      var wanted = row >= units.top() && row < units.bottom();
      if (wanted) {
        for (var line : lines) {
          Arrays.fill(line, 0, image.length(), 0);
        }
      }
      for (var column = 0; column < header.unitsAcross(); column++) {
        scan.unit(image, lines, wanted ? column - units.left() : -1);
      }
      if (wanted) {
        transform.run(lines, image.length());
        image.take(lines, row);
      }
    }
    scan.end();
  }

  private void reserve(int length) {
    if (lines[0].length < length + 8) {
      lines = new int[9][length + 8];
    }
  }
}
