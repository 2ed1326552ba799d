package dev.pharos.imaging.jpeg;

/** Takes an image row by row, from top to bottom, values between 0 and 255. */
public interface RowSink {
  /**
   * Says which columns will come.
   *
   * @param left the first
   * @param width how many
   * @return an array for each channel, of at least that length: each row is written there
   */
  int[][] begin(int left, int width);

  /** The arrays hold the next row. */
  void row();
}
