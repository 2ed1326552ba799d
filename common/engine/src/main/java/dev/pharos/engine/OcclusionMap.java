package dev.pharos.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of a class's probability is left when a square of the image is covered, square by square
 * (Zeiler and Fergus 2014, section 4.2): low where the network looks.
 *
 * @param rows places of the square from top to bottom
 * @param columns places from left to right
 * @param uncovered the probability of the class when nothing is covered
 * @param probabilities of the class at each place of the square, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // made once and handed over
public record OcclusionMap(int rows, int columns, float uncovered, float[] probabilities) {
  private static final int BATCH = 32;

  /**
   * A square and how it moves.
   *
   * @param side rows and columns of the square, in pixels of the network's input; what sticks out
   *     of the image covers nothing
   * @param stride pixels between two places
   * @param fill the value of each channel where covered, on the scale of the network's input; grey
   *     is the mean colour, 0 where images are normalised by it
   */
  public record Square(int side, int stride, float[] fill) {
    public Square {
      if (side < 1 || stride < 1) {
        throw new IllegalArgumentException(
            "square: side %d and stride %d must be at least 1".formatted(side, stride));
      }
    }

    /** The first rows or columns of all places: centred on pixels that are a stride apart. */
    List<Integer> places(int size) {
      var places = new ArrayList<Integer>();
      for (int centre = stride / 2; centre < size; centre += stride) {
        places.add(centre - side / 2);
      }
      if (places.isEmpty()) {
        places.add(size / 2 - side / 2);
      }
      return places;
    }
  }

  /**
   * Covers an image again and again.
   *
   * @param pixels one image, CHW, prepared as for training
   * @param label the class whose probability is looked at
   */
  public static OcclusionMap of(Classifier classifier, float[] pixels, int label, Square square) {
    var input = classifier.description().network().input();
    if (square.fill().length != input.channels()) {
      throw new IllegalArgumentException(
          "square.fill: %d values, one for each of %d channels is required"
              .formatted(square.fill().length, input.channels()));
    }
    var tops = square.places(input.height());
    var lefts = square.places(input.width());
    int places = tops.size() * lefts.size();
    var probabilities = new float[places];
    for (int from = 0; from < places; from += BATCH) {
      int count = Math.min(BATCH, places - from);
      var covered = new float[count * pixels.length];
      for (int i = 0; i < count; i++) {
        int place = from + i;
        System.arraycopy(pixels, 0, covered, i * pixels.length, pixels.length);
        cover(
            covered,
            i * pixels.length,
            input.height(),
            input.width(),
            tops.get(place / lefts.size()),
            lefts.get(place % lefts.size()),
            square);
      }
      var answers = classifier.probabilities(covered, count);
      for (int i = 0; i < count; i++) {
        probabilities[from + i] = answers[i][label];
      }
    }
    float uncovered = classifier.probabilities(pixels, 1)[0][label];
    return new OcclusionMap(tops.size(), lefts.size(), uncovered, probabilities);
  }

  private static void cover(
      float[] values, int offset, int height, int width, int top, int left, Square square) {
    int bottom = Math.min(height, top + square.side());
    int right = Math.min(width, left + square.side());
    for (int channel = 0; channel < square.fill().length; channel++) {
      for (int row = Math.max(0, top); row < bottom; row++) {
        int start = offset + (channel * height + row) * width;
        for (int column = Math.max(0, left); column < right; column++) {
          values[start + column] = square.fill()[channel];
        }
      }
    }
  }

  /** The probability at a place. */
  public float at(int row, int column) {
    return probabilities[row * columns + column];
  }
}
