package dev.pharos.imaging.prepare;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.Resampler;

/**
 * Does what a {@link Preprocessing} says. Serving and training come together here: both bring an
 * image to its stored form, and the rest is the same code: one pass, row by row, from bytes to
 * values, in which the window, the mirror, the colour and the normalisation happen.
 *
 * <p>Belongs to one thread; makes no garbage per stored image.
 */
public final class ImagePreparer {
  private final Preprocessing preprocessing;
  private final ImageShape stored;
  private final ImageShape input;

  /** The image that the window moves over: the stored one, or the resized one. */
  private final int height;

  private final int width;
  private final WindowWriter writer;
  private final Change still = new Change();
  private final ArrayRows given = new ArrayRows();
  private final ArrayRows resized = new ArrayRows();

  /** From the stored size to the input's; made when it is first needed. */
  private Resampler resampler;

  private byte[] whole;

  /** Where the bytes of a stored image come from. */
  interface Rows {
    /** Copies a run of bytes to the beginning of an array. */
    void copy(int from, byte[] target, int length);
  }

  private static final class ArrayRows implements Rows {
    private byte[] bytes;

    @Override
    public void copy(int from, byte[] target, int length) {
      System.arraycopy(bytes, from, target, 0, length);
    }
  }

  ImagePreparer(Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
    this.stored = preprocessing.stored();
    this.input = preprocessing.input();
    var resize = preprocessing.fit() == Fit.RESIZE;
    this.height = resize ? input.height() : stored.height();
    this.width = resize ? input.width() : stored.width();
    this.writer = new WindowWriter(preprocessing, height, width);
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
    prepareStored(inStoredForm(image), target, offset);
  }

  /**
   * Prepares several crops of an image of any size, to average what the network says of them.
   *
   * @param target receives the crops one after the other, each CHW, from offset on
   */
  public void prepare(Pixels image, Crops crops, float[] target, int offset) {
    given.bytes = inStoredForm(image);
    for (var crop = 0; crop < crops.count(); crop++) {
      prepare(given, crops.window(crop, this, still), target, offset + crop * input.volume());
    }
  }

  private byte[] inStoredForm(Pixels image) {
    var size = new StoredSize(stored.height(), stored.width());
    // Luma first, repetition last: the fewest channels are scaled, and the result is the same.
    var narrow = stored.channels() == 1 ? image.withChannels(1) : image;
    return size.fit(narrow).withChannels(stored.channels()).data();
  }

  /** Prepares an image in its stored form (HWC bytes), its window in the middle. */
  public void prepareStored(byte[] record, float[] target, int offset) {
    given.bytes = record;
    prepare(given, middle(), target, offset);
  }

  /** No change, and the window in the middle; good until the next call. */
  Change middle() {
    return still.window(
        Math.floorDiv(verticalSlack(), 2), Math.floorDiv(horizontalSlack(), 2), false);
  }

  /** Subtracts the mean image from images of the input's size that are normalised otherwise. */
  void subtractMeans(float[] values) {
    for (var offset = 0; offset < values.length; offset += input.volume()) {
      writer.subtractMeans(middle(), values, offset);
    }
  }

  /** Prepares an image in its stored form with a change. */
  void prepare(Rows record, Change change, float[] target, int offset) {
    if (change.scaled || preprocessing.fit() == Fit.RESIZE) {
      writer.write(resized(record, change), input.height(), input.width(), change, target, offset);
    } else {
      writer.write(record, height, width, change, target, offset);
    }
  }

  private Rows resized(Rows record, Change change) {
    if (resampler == null) {
      resampler = Resampler.stretch(stored, input.height(), input.width());
      whole = new byte[stored.volume()];
      resized.bytes = new byte[input.height() * input.width() * stored.channels()];
    }
    if (change.scaled) {
      resampler.restrict(change.partTop, change.partLeft, change.partHeight, change.partWidth);
    }
    record.copy(0, whole, whole.length);
    resampler.resample(whole, resized.bytes);
    return resized;
  }
}
