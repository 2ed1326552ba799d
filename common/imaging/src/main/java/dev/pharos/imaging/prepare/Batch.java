package dev.pharos.imaging.prepare;

/**
 * Some prepared images and their labels. The arrays are reused: give a batch back with {@link
 * #close} when its content was used or copied, and do not touch it afterwards.
 */
public final class Batch implements AutoCloseable {
  private final float[] features;
  private final int[] labels;
  private final int[] images;
  private BatchStream owner;
  private int step;
  private int size;
  private boolean inUse;

  Batch(int capacity, int volume) {
    this.features = new float[Math.multiplyExact(capacity, volume)];
    this.labels = new int[capacity];
    this.images = new int[capacity];
  }

  /** NCHW; only the first {@code size() * volume} values count. */
  public float[] features() {
    return features;
  }

  /** The class of each image; only the first {@code size()} count. */
  public int[] labels() {
    return labels;
  }

  /** The index of each image in the data set; only the first {@code size()} count. */
  public int[] images() {
    return images;
  }

  /** How many images there are; the last batch of an epoch can have fewer than the others. */
  public int size() {
    return size;
  }

  /** The number of the batch within its epoch, from 0. */
  public int step() {
    return step;
  }

  void begin(BatchStream newOwner, int newStep, int newSize) {
    owner = newOwner;
    step = newStep;
    size = newSize;
    inUse = true;
  }

  /** Lets the arrays be used again; a second call does nothing. */
  @Override
  public void close() {
    if (inUse) {
      inUse = false;
      owner.recycle(this);
    }
  }
}
