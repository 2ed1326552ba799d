package dev.pharos.imaging.prepare;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.packed.CorruptDatasetException;
import dev.pharos.imaging.packed.PackedDataset;
import java.util.Arrays;

/**
 * Shows people what augmentation makes of an image: the same code as in training, and back from
 * normalised values to colours. What is 0 to the network shows as the mean colour.
 */
public final class Preview {
  private static final int GAP = 4;
  private static final byte WHITE = (byte) 255;

  private final BatchFiller filler;
  private final Preprocessing preprocessing;

  /**
   * A preview.
   *
   * @param height of the network's input
   * @param width of the network's input
   * @throws IllegalArgumentException if the data set lacks what the augmentation needs
   */
  public Preview(
      PackedDataset dataset, Augmentation augmentation, int height, int width, long seed) {
    this.preprocessing =
        Preprocessing.forDataset(dataset.info(), height, width, dataset.shape().channels());
    this.filler = new BatchFiller(dataset, preprocessing, augmentation, seed);
  }

  /**
   * An image as the first so many epochs would see it, row by row in a grid that is about as wide
   * as high.
   *
   * @param count at least 1
   */
  public Pixels grid(int image, int count) throws CorruptDatasetException {
    var input = preprocessing.input();
    var columns = (int) Math.ceil(Math.sqrt(count));
    var rows = (count + columns - 1) / columns;
    var shape =
        new ImageShape(
            rows * (input.height() + GAP) - GAP,
            columns * (input.width() + GAP) - GAP,
            input.channels());
    var pixels = new byte[shape.volume()];
    Arrays.fill(pixels, WHITE);
    var values = new float[input.volume()];
    for (var epoch = 0; epoch < count; epoch++) {
      filler.fill(image, epoch, values, 0);
      var top = epoch / columns * (input.height() + GAP);
      var left = epoch % columns * (input.width() + GAP);
      for (var y = 0; y < input.height(); y++) {
        copyRow(values, y, pixels, ((top + y) * shape.width() + left) * input.channels());
      }
    }
    return new Pixels(shape, pixels);
  }

  private void copyRow(float[] values, int row, byte[] pixels, int at) {
    var input = preprocessing.input();
    for (var channel = 0; channel < input.channels(); channel++) {
      var mean = preprocessing.mean().get(channel);
      var std = preprocessing.std().get(channel);
      var from = (channel * input.height() + row) * input.width();
      for (var x = 0; x < input.width(); x++) {
        var value = Math.round(255 * (values[from + x] * std + mean));
        pixels[at + x * input.channels() + channel] = (byte) Math.max(0, Math.min(255, value));
      }
    }
  }
}
