package dev.pharos.imaging.prepare;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Luma;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.Resampler;

/**
 * Does what a {@link Preprocessing} says. Serving and training come together here: both bring an
 * image to its stored form, and the rest is the same code.
 *
 * <p>Belongs to one thread; makes no garbage per stored image.
 */
public final class ImagePreparer {
  private final Preprocessing preprocessing;
  private final ImageShape stored;
  private final ImageShape input;

  /** From the stored size to the input's, or null where a window suffices. */
  private final Resampler resampler;

  private final byte[] resized;

  /** The image that the window moves over: the stored one, or the resized one. */
  private final int height;

  private final int width;
  private final float[][] values;
  private final int[] columns;

  ImagePreparer(Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
    this.stored = preprocessing.stored();
    this.input = preprocessing.input();
    var resize = preprocessing.fit() == Fit.RESIZE;
    this.height = resize ? input.height() : stored.height();
    this.width = resize ? input.width() : stored.width();
    this.resampler = resize ? Resampler.stretch(stored, height, width) : null;
    this.resized = resize ? new byte[height * width * stored.channels()] : null;
    this.columns = new int[input.width()];
    this.values = new float[input.channels()][];
    for (var channel = 0; channel < values.length; channel++) {
      values[channel] =
          normalised(preprocessing.mean().get(channel), preprocessing.std().get(channel));
    }
  }

  private static float[] normalised(double mean, double std) {
    var table = new float[256];
    for (var value = 0; value < table.length; value++) {
      table[value] = (float) ((value / 255.0 - mean) / std);
    }
    return table;
  }

  /** What this object does. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** How many rows the window can move within the image; negative where it sticks out. */
  int verticalSlack() {
    return height - input.height();
  }

  /** How many columns the window can move within the image; negative where it sticks out. */
  int horizontalSlack() {
    return width - input.width();
  }

  /**
   * Prepares an image of any size.
   *
   * @param target receives CHW, {@code input().volume()} values from offset on
   */
  public void prepare(Pixels image, float[] target, int offset) {
    var size = new StoredSize(stored.height(), stored.width());
    // Luma first, repetition last: the fewest channels are scaled, and the result is the same.
    var narrow = stored.channels() == 1 ? image.withChannels(1) : image;
    prepareStored(size.fit(narrow).withChannels(stored.channels()).data(), target, offset);
  }

  /** Prepares an image in its stored form (HWC bytes), its window in the middle. */
  public void prepareStored(byte[] record, float[] target, int offset) {
    prepareStored(
        record,
        Math.floorDiv(verticalSlack(), 2),
        Math.floorDiv(horizontalSlack(), 2),
        false,
        target,
        offset);
  }

  /**
   * Prepares an image in its stored form.
   *
   * @param top where the window begins, in rows of the (resized) image; outside, the border goes on
   * @param left where it begins, in columns
   * @param mirrored whether left and right are exchanged
   */
  void prepareStored(
      byte[] record, int top, int left, boolean mirrored, float[] target, int offset) {
    var image = record;
    if (resampler != null) {
      resampler.resample(record, resized);
      image = resized;
    }
    placeColumns(left, mirrored);
    if (stored.channels() == 3 && input.channels() == 1) {
      writeLuma(image, top, target, offset);
    } else {
      writeChannels(image, top, target, offset);
    }
  }

  /** Where each column of the input lies within a row of the image, in bytes. */
  private void placeColumns(int left, boolean mirrored) {
    for (var x = 0; x < columns.length; x++) {
      var column = left + (mirrored ? columns.length - 1 - x : x);
      columns[x] = Math.max(0, Math.min(width - 1, column)) * stored.channels();
    }
  }

  private int line(int row) {
    return Math.max(0, Math.min(height - 1, row)) * width * stored.channels();
  }

  private void writeChannels(byte[] image, int top, float[] target, int offset) {
    var at = offset;
    for (var channel = 0; channel < values.length; channel++) {
      var table = values[channel];
      var sample = stored.channels() == 1 ? 0 : channel;
      for (var y = 0; y < input.height(); y++) {
        var line = line(top + y) + sample;
        for (var column : columns) {
          target[at++] = table[image[line + column] & 0xff];
        }
      }
    }
  }

  private void writeLuma(byte[] image, int top, float[] target, int offset) {
    var table = values[0];
    var at = offset;
    for (var y = 0; y < input.height(); y++) {
      var line = line(top + y);
      for (var column : columns) {
        var pixel = line + column;
        target[at++] =
            table[Luma.of(image[pixel] & 0xff, image[pixel + 1] & 0xff, image[pixel + 2] & 0xff)];
      }
    }
  }
}
