package dev.pharos.imaging;

/**
 * Bilinear resampling of images of one size to another: a triangle filter as wide as the reduction
 * asks for, so that shrinking averages instead of skipping pixels (as Pillow's BILINEAR does).
 *
 * <p>The weights are computed once and the buffers are kept: a resampler makes no garbage per image
 * and belongs to one thread.
 */
public final class Resampler {
  private final int height;
  private final int width;
  private final int channels;
  private final Taps rows;
  private final Taps columns;
  private final RowResampler worker;

  private Resampler(int height, int width, int channels, Taps rows, Taps columns) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.rows = rows;
    this.columns = columns;
    this.worker = new RowResampler(rows, columns, channels);
  }

  /** Stretches the whole source over the whole target; the aspect ratio may change. */
  public static Resampler stretch(ImageShape source, int height, int width) {
    return new Resampler(
        source.height(),
        source.width(),
        source.channels(),
        Taps.stretch(source.height(), height),
        Taps.stretch(source.width(), width));
  }

  /**
   * Scales the source, keeping its aspect ratio, until it just covers the target, and keeps the
   * centre: the rule of the AlexNet paper (Krizhevsky et al. 2012, section 2) for any target.
   */
  public static Resampler cover(ImageShape source, int height, int width) {
    // Source pixels per target pixel; the smaller of the two covers both sides.
    var step = Math.min((double) source.height() / height, (double) source.width() / width);
    return new Resampler(
        source.height(),
        source.width(),
        source.channels(),
        Taps.centred(source.height(), height, step),
        Taps.centred(source.width(), width, step));
  }

  /** The size of what it makes. */
  public ImageShape target() {
    return new ImageShape(rows.count(), columns.count(), channels);
  }

  /** Which rows of the source make those of the target. */
  public Taps rows() {
    return rows;
  }

  /** Which columns of the source make those of the target. */
  public Taps columns() {
    return columns;
  }

  /** The resampled image, in an array of its own. */
  public Pixels resample(Pixels source) {
    var shape = target();
    var out = new byte[shape.volume()];
    resample(source.data(), out);
    return new Pixels(shape, out);
  }

  /** Stretches a part of the source over the target, from now on; made by {@link #stretch}. */
  public void restrict(int top, int left, int partHeight, int partWidth) {
    rows.restrict(top, partHeight);
    columns.restrict(left, partWidth);
  }

  /** Resamples HWC bytes of the source size into HWC bytes of the target size. */
  public void resample(byte[] source, byte[] target) {
    if (source.length < height * width * channels) {
      throw new IllegalArgumentException(
          "%d bytes, must be %d x %d x %d".formatted(source.length, height, width, channels));
    }
    var left = columns.lowest();
    var count = columns.end() - left;
    var row = worker.begin(left, count, target);
    for (var y = rows.lowest(); y < rows.end(); y++) {
      var from = (y * width + left) * channels;
      for (var channel = 0; channel < channels; channel++) {
        spread(source, from + channel, row[channel], count);
      }
      worker.row();
    }
  }

  private void spread(byte[] source, int from, int[] values, int count) {
    for (int i = 0, at = from; i < count; i++, at += channels) {
      values[i] = source[at] & 0xff;
    }
  }
}
