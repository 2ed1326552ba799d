package dev.pharos.imaging.prepare;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.imaging.packed.CorruptDatasetException;
import dev.pharos.imaging.packed.PackedDataset;

/**
 * Writes prepared images of a packed data set into a batch, in one pass from the mapped bytes to
 * the normalised values. Belongs to one thread; makes no garbage per image.
 */
public final class BatchFiller {
  private final PackedDataset dataset;
  private final ImagePreparer preparer;
  private final Augmenter augmenter;
  private final MappedRows record = new MappedRows();
  private final Change still = new Change();
  private final int volume;

  /** The rows of one image, straight from the file. */
  private final class MappedRows implements ImagePreparer.Rows {
    private int image;

    @Override
    public void copy(int from, byte[] target, int length) {
      dataset.copy(image, from, target, length);
    }
  }

  /**
   * A filler that leaves images as they are.
   *
   * @throws IllegalArgumentException if the preprocessing is for images of another shape
   */
  public BatchFiller(PackedDataset dataset, Preprocessing preprocessing) {
    this(dataset, preprocessing, Augmentation.NONE, 0);
  }

  /**
   * A filler that changes images at random. What happens to an image is a function of the seed, the
   * epoch and the image alone.
   *
   * @throws IllegalArgumentException if the preprocessing is for images of another shape, or if the
   *     data set lacks what the augmentation needs
   */
  public BatchFiller(
      PackedDataset dataset, Preprocessing preprocessing, Augmentation augmentation, long seed) {
    if (!dataset.shape().equals(preprocessing.stored())) {
      throw new IllegalArgumentException(
          "the preprocessing is for stored images of %s, the data set has %s"
              .formatted(preprocessing.stored(), dataset.shape()));
    }
    this.dataset = dataset;
    this.preparer = preprocessing.preparer();
    this.augmenter = new Augmenter(augmentation, preparer, dataset.info(), seed);
    this.volume = preprocessing.input().volume();
  }

  /** Writes the images, one after the other, as NCHW: {@code images.length * volume} values. */
  public void fill(int[] images, float[] target) throws CorruptDatasetException {
    for (var i = 0; i < images.length; i++) {
      fill(images[i], 0, target, i * volume);
    }
  }

  /**
   * Writes an image.
   *
   * @param epoch decides, with the seed and the image's index, on the changes
   * @param target receives {@code input().volume()} values, CHW, from offset on
   */
  public void fill(int image, long epoch, float[] target, int offset)
      throws CorruptDatasetException {
    dataset.verify(image);
    record.image = image;
    preparer.prepare(record, augmenter.draw(epoch, image), target, offset);
  }

  /**
   * Writes one crop of an image as it is.
   *
   * @param crop its number, from 0 to {@code crops.count() - 1}
   * @param target receives {@code input().volume()} values from offset on
   */
  public void fill(int image, Crops crops, int crop, float[] target, int offset)
      throws CorruptDatasetException {
    dataset.verify(image);
    record.image = image;
    preparer.prepare(record, crops.window(crop, preparer, still), target, offset);
  }
}
