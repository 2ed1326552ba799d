package dev.pharos.imaging.prepare;

import dev.pharos.imaging.Luma;

/**
 * By how much the mean image differs from the mean of its channel, normalised, for every place of
 * the image that the window moves over: what is left to subtract after the usual normalisation.
 */
final class MeanPlanes {
  private final int height;
  private final int width;
  private final float[][] planes;

  MeanPlanes(Preprocessing preprocessing, int height, int width) {
    this.height = height;
    this.width = width;
    var mean = preprocessing.meanImage();
    this.planes = new float[preprocessing.input().channels()][height * width];
    var down = (double) mean.shape().height() / height;
    var right = (double) mean.shape().width() / width;
    for (var channel = 0; channel < planes.length; channel++) {
      var middle = preprocessing.mean().get(channel);
      var deviation = preprocessing.std().get(channel);
      for (var y = 0; y < height; y++) {
        for (var x = 0; x < width; x++) {
          var value =
              value(mean, (y + 0.5) * down - 0.5, (x + 0.5) * right - 0.5, channel, planes.length);
          planes[channel][y * width + x] = (float) ((value - middle) / deviation);
        }
      }
    }
  }

  private static double value(
      MeanImage mean, double row, double column, int channel, int channels) {
    if (mean.shape().channels() == 1) {
      return mean.between(row, column, 0);
    }
    if (channels == 3) {
      return mean.between(row, column, channel);
    }
    return Luma.of(
        mean.between(row, column, 0), mean.between(row, column, 1), mean.between(row, column, 2));
  }

  /**
   * Subtracts a row's means.
   *
   * @param row of the image; it and the columns may lie outside, where the border goes on
   * @param left the first column of the window
   * @param mirrored whether the target runs from right to left
   */
  void subtract(
      int channel, int row, int left, boolean mirrored, float[] target, int offset, int count) {
    var plane = planes[channel];
    var line = Math.max(0, Math.min(height - 1, row)) * width;
    for (var x = 0; x < count; x++) {
      var column = left + (mirrored ? count - 1 - x : x);
      target[offset + x] -= plane[line + Math.max(0, Math.min(width - 1, column))];
    }
  }
}
