package dev.pharos.imaging.prepare;

import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.Split;

/**
 * Batches of one split of a packed data set, epoch by epoch.
 *
 * <p>Shuffled for training, in the data set's order for everything else. Batch (epoch, step) is the
 * same whenever it is asked for: a run resumes with {@code epoch(epoch, step)}.
 */
public final class BatchSource {
  private static final int PREFETCHED = 2;

  private final PackedDataset dataset;
  private final Preprocessing preprocessing;
  private final int[] images;
  private final int batchSize;
  private final boolean shuffled;
  private final long seed;
  private final Augmentation augmentation;

  private BatchSource(
      PackedDataset dataset,
      Preprocessing preprocessing,
      Split split,
      int batchSize,
      boolean shuffled,
      long seed,
      Augmentation augmentation) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "batchSize is %d, must be at least 1".formatted(batchSize));
    }
    this.dataset = dataset;
    this.preprocessing = preprocessing;
    this.images = dataset.indices(split);
    this.batchSize = batchSize;
    this.shuffled = shuffled;
    this.seed = seed;
    this.augmentation = augmentation;
  }

  /** Batches in the data set's order, unchanged: for evaluation. */
  public static BatchSource inOrder(
      PackedDataset dataset, Preprocessing preprocessing, Split split, int batchSize) {
    return new BatchSource(dataset, preprocessing, split, batchSize, false, 0, Augmentation.NONE);
  }

  /** Batches in an order of its own per epoch: for training. */
  public static BatchSource shuffled(
      PackedDataset dataset,
      Preprocessing preprocessing,
      Split split,
      int batchSize,
      long seed,
      Augmentation augmentation) {
    return new BatchSource(dataset, preprocessing, split, batchSize, true, seed, augmentation);
  }

  /** How many images an epoch has. */
  public int images() {
    return images.length;
  }

  /** How many batches an epoch has; the last can be smaller. */
  public int batchesPerEpoch() {
    return (images.length + batchSize - 1) / batchSize;
  }

  /**
   * The batches of an epoch, prepared ahead on a thread of their own.
   *
   * @param epoch the number of the epoch, from 0
   * @param fromStep the first batch wanted, 0 to {@link #batchesPerEpoch}
   */
  public BatchStream epoch(long epoch, int fromStep) {
    if (fromStep < 0 || fromStep > batchesPerEpoch()) {
      throw new IllegalArgumentException(
          "fromStep is %d, must be 0 to %d".formatted(fromStep, batchesPerEpoch()));
    }
    var order = shuffled ? EpochOrder.shuffled(images, seed, epoch) : images;
    return new BatchStream(
        dataset, preprocessing, order, batchSize, augmentation, epoch, fromStep, PREFETCHED);
  }
}
