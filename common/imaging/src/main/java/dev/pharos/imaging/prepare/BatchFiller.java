package dev.pharos.imaging.prepare;

import dev.pharos.imaging.packed.CorruptDatasetException;
import dev.pharos.imaging.packed.PackedDataset;

/**
 * Writes prepared images of a packed data set into a batch, in one pass from the mapped bytes to
 * the normalised values. Belongs to one thread; makes no garbage per image.
 */
public final class BatchFiller {
  private final PackedDataset dataset;
  private final ImagePreparer preparer;
  private final byte[] record;
  private final int volume;

  /**
   * A filler for a data set.
   *
   * @throws IllegalArgumentException if the preprocessing is for images of another shape
   */
  public BatchFiller(PackedDataset dataset, Preprocessing preprocessing) {
    if (!dataset.shape().equals(preprocessing.stored())) {
      throw new IllegalArgumentException(
          "the preprocessing is for stored images of %s, the data set has %s"
              .formatted(preprocessing.stored(), dataset.shape()));
    }
    this.dataset = dataset;
    this.preparer = preprocessing.preparer();
    this.record = new byte[dataset.shape().volume()];
    this.volume = preprocessing.input().volume();
  }

  /** Writes the images, one after the other, as NCHW: {@code images.length * volume} values. */
  public void fill(int[] images, float[] target) throws CorruptDatasetException {
    fill(images, 0, images.length, Augmentation.NONE, 0, target);
  }

  /**
   * Writes a run of the images with random changes.
   *
   * @param images indices into the data set
   * @param from the first of the run
   * @param count how many
   * @param epoch decides, with the seed and the image's index, on the changes
   * @param target receives {@code count * input().volume()} values, NCHW
   */
  public void fill(
      int[] images, int from, int count, Augmentation augmentation, long epoch, float[] target)
      throws CorruptDatasetException {
    for (var i = 0; i < count; i++) {
      var image = images[from + i];
      dataset.read(image, record);
      if (augmentation.equals(Augmentation.NONE)) {
        preparer.prepareStored(record, target, i * volume);
      } else {
        var draw = augmentation.draw(epoch, image);
        preparer.prepareStored(
            record,
            augmentation.top(draw, preparer.verticalSlack()),
            augmentation.left(draw, preparer.horizontalSlack()),
            augmentation.mirrored(draw),
            target,
            i * volume);
      }
    }
  }
}
