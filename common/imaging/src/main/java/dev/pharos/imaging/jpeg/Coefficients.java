package dev.pharos.imaging.jpeg;

import java.util.Arrays;

/**
 * The coefficients of a few rows of units, of those columns of units that are wanted. An array has
 * what one column of a row of blocks has at one frequency across: those of the blocks below each
 * other follow each other in it, eight frequencies down for each. Of the two components of colour
 * the second lies behind the first.
 */
final class Coefficients implements BlockPlaces {
  /** About so many rows of brightness: long enough for loops, short enough for the cache. */
  private static final int ROWS = 384;

  private final int across;
  private final int down;
  private final int rows;
  private int[][] luma = {};
  private int[][] colour = {};
  private int left;
  private int width;
  private int row;

  /** For images of such units. */
  Coefficients(int across, int down) {
    this.across = across;
    this.down = down;
    this.rows = Math.max(1, ROWS / (8 * down));
  }

  /** Makes room for the units of some columns, the first of them with this number. */
  void begin(int first, int count, boolean hasColour) {
    left = first;
    width = count;
    // One more of each takes what is not wanted.
    luma = reserve(luma, count * across + 1, 8 * down * rows);
    colour = hasColour ? reserve(colour, count + 1, 2 * 8 * rows) : colour;
  }

  private static int[][] reserve(int[][] arrays, int blocks, int length) {
    return arrays.length >= 8 * blocks ? arrays : new int[8 * blocks][length];
  }

  /** Forgets all coefficients. */
  void clear() {
    clear(luma, 8 * width * across);
    clear(colour, Math.min(colour.length, 8 * width));
  }

  private static void clear(int[][] arrays, int count) {
    for (var i = 0; i < count; i++) {
      Arrays.fill(arrays[i], 0);
    }
  }

  /** How many rows of units there is room for. */
  int rows() {
    return rows;
  }

  /** Goes to a row of units; -1 for one that is not wanted. */
  void row(int number) {
    row = number;
  }

  /** The coefficients of brightness: eight arrays for each column of blocks. */
  int[][] luma() {
    return luma;
  }

  /** The coefficients of colour, the second component in the second half of each array. */
  int[][] colour() {
    return colour;
  }

  @Override
  public boolean byColumns() {
    return true;
  }

  @Override
  public int[][] arrays(int component) {
    return component == 0 ? luma : colour;
  }

  @Override
  public int array(int component, int x, int column) {
    var isWanted = row >= 0 && column >= left && column < left + width;
    if (component == 0) {
      return 8 * (isWanted ? (column - left) * across + x : width * across);
    }
    return 8 * (isWanted ? column - left : width);
  }

  @Override
  public int place(int component, int x, int y, int column) {
    var at = Math.max(0, row);
    return component == 0 ? 8 * (at * down + y) : 8 * (component == 2 ? rows + at : at);
  }
}
