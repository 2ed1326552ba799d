package dev.pharos.imaging.jpeg;

/** Where the coefficients of blocks go, of the row of units that is read at the moment. */
interface BlockPlaces {
  /** Whether an array takes a column of a block's coefficients, else a line of them. */
  boolean byColumns();

  /** The arrays for a component. */
  int[][] arrays(int component);

  /**
   * The first of eight arrays for a block.
   *
   * @param x its place in its unit, across
   * @param column the place of the unit in its row
   */
  int array(int component, int x, int column);

  /** The first of eight places in each of the arrays. */
  int place(int component, int x, int y, int column);
}
