package dev.pharos.imaging.prepare;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.Split;
import java.util.function.IntUnaryOperator;

/**
 * Batches of one split of a packed data set, epoch by epoch.
 *
 * <p>Shuffled for training, in the data set's order for everything else. Batch (epoch, step) is the
 * same whenever it is asked for, and however many threads prepare it: a run resumes with {@code
 * epoch(epoch, step)}. With crops each image comes several times in a row, once for each crop. Of
 * the images only the numbers of those of the split are held, four bytes each; the order of an
 * epoch is computed, not held.
 */
public final class BatchSource {
  private final PackedDataset dataset;
  private final Preprocessing preprocessing;
  private final int[] images;
  private final int batchSize;
  private final boolean shuffled;
  private final long seed;
  private final Augmentation augmentation;
  private final int threads;
  private final Crops crops;
  private final BatchPool pool;

  private BatchSource(
      PackedDataset dataset,
      Preprocessing preprocessing,
      int[] images,
      int batchSize,
      boolean shuffled,
      long seed,
      Augmentation augmentation,
      int threads,
      Crops crops) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "batchSize is %d, must be at least 1".formatted(batchSize));
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads is %d, must be at least 1".formatted(threads));
    }
    this.dataset = dataset;
    this.preprocessing = preprocessing;
    this.images = images;
    this.batchSize = batchSize;
    this.shuffled = shuffled;
    this.seed = seed;
    this.augmentation = augmentation;
    this.threads = threads;
    this.crops = crops;
    var capacity = Math.min(batchSize, Math.max(1, positions()));
    this.pool = new BatchPool(capacity, preprocessing.input().volume());
  }

  /** Batches in the data set's order, unchanged: for evaluation. */
  public static BatchSource inOrder(
      PackedDataset dataset, Preprocessing preprocessing, Split split, int batchSize) {
    return new BatchSource(
        dataset,
        preprocessing,
        dataset.indices(split),
        batchSize,
        false,
        0,
        Augmentation.NONE,
        1,
        Crops.CENTRE);
  }

  /** Batches in an order of its own per epoch: for training. */
  public static BatchSource shuffled(
      PackedDataset dataset,
      Preprocessing preprocessing,
      Split split,
      int batchSize,
      long seed,
      Augmentation augmentation) {
    return new BatchSource(
        dataset,
        preprocessing,
        dataset.indices(split),
        batchSize,
        true,
        seed,
        augmentation,
        1,
        Crops.CENTRE);
  }

  /**
   * The same batches, prepared by so many threads.
   *
   * @param count at least 1
   */
  public BatchSource withThreads(int count) {
    return new BatchSource(
        dataset, preprocessing, images, batchSize, shuffled, seed, augmentation, count, crops);
  }

  /**
   * The same images, each as several crops in a row, so that what a network says of them can be
   * averaged. A batch holds as many crops as it would images; those of an image may go on in the
   * next.
   *
   * @throws IllegalArgumentException if images are changed at random
   */
  public BatchSource withCrops(Crops wanted) {
    if (!augmentation.equals(Augmentation.NONE)) {
      throw new IllegalArgumentException("crops are taken of images as they are");
    }
    return new BatchSource(
        dataset, preprocessing, images, batchSize, shuffled, seed, augmentation, threads, wanted);
  }

  /** How many images an epoch has. */
  public int images() {
    return images.length;
  }

  /** How many images an epoch has, counting each crop. */
  private int positions() {
    return Math.multiplyExact(images.length, crops.count());
  }

  /** How many batches an epoch has; the last can be smaller. */
  public int batchesPerEpoch() {
    return (positions() + batchSize - 1) / batchSize;
  }

  /**
   * The batches of an epoch, prepared ahead on threads of their own.
   *
   * @param epoch the number of the epoch, from 0
   * @param fromStep the first batch wanted, 0 to {@link #batchesPerEpoch}
   * @throws IllegalArgumentException if the data set lacks what the augmentation needs
   */
  public BatchStream epoch(long epoch, int fromStep) {
    if (fromStep < 0 || fromStep > batchesPerEpoch()) {
      throw new IllegalArgumentException(
          "fromStep is %d, must be 0 to %d".formatted(fromStep, batchesPerEpoch()));
    }
    var course =
        new BatchStream.Course(
            order(epoch), images.length, crops, batchSize, epoch, fromStep, threads);
    return new BatchStream(
        dataset, pool, course, () -> new BatchFiller(dataset, preprocessing, augmentation, seed));
  }

  /** The image at each position of an epoch. */
  private IntUnaryOperator order(long epoch) {
    if (!shuffled || images.length == 0) {
      return position -> images[position];
    }
    var permutation = new Permutation(images.length, seed, epoch);
    return position -> images[permutation.at(position)];
  }
}
