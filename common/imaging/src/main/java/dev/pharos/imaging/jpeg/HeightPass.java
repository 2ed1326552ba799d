package dev.pharos.imaging.jpeg;

/** Brings what {@link WidthPass} made to the rows of the target, and to colours. For one thread. */
final class HeightPass {
  /** Bits that brightness and colour have behind the point before they are mixed. */
  private static final int FRACTION = PixelRow.FRACTION;

  private static final int SHIFT =
      WidthPass.FRACTION + Projection.POINT + Projection.NORM - FRACTION;

  private final int[] luma;
  private final int[] colour;
  private final int[] redness;
  private final PixelRow pixels;
  private final int width;

  /** For rows of so many pixels. */
  HeightPass(int width) {
    this.width = width;
    luma = new int[width];
    colour = new int[2 * width];
    redness = new int[width];
    pixels = new PixelRow(width);
  }

  /**
   * Makes the pixels of a gray image, from its rows from the block on that is the first of them.
   */
  void gray(Projection rows, int block, int[][] lines, byte[] target) {
    for (var y = 0; y < rows.count(); y++) {
      fold(rows, y, block, lines, luma, width);
      pixels.gray(luma, target, y * width);
    }
  }

  /**
   * Makes the pixels of a coloured image.
   *
   * @param rows of brightness, whose lines begin with a block
   * @param colourRows of colour, whose lines begin with another and have both components
   */
  void colour(
      Projection rows,
      int block,
      int[][] lines,
      Projection colourRows,
      int colourBlock,
      int[][] colourLines,
      byte[] target) {
    for (var y = 0; y < rows.count(); y++) {
      fold(rows, y, block, lines, luma, width);
      fold(colourRows, y, colourBlock, colourLines, colour, 2 * width);
      // A loop that reads two places of an array is not made vectors of.
      System.arraycopy(colour, width, redness, 0, width);
      pixels.colour(luma, colour, redness, target, 3 * y * width);
    }
  }

  private void fold(Projection rows, int y, int block, int[][] lines, int[] target, int count) {
    var line = 8 * (rows.first(y) - block);
    Folding.fold(lines, line, rows.weights(y), SHIFT, target, count);
  }
}
