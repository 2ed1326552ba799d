package dev.pharos.imaging;

import java.util.Arrays;

/**
 * Bilinear resampling of images of one size to another: a triangle filter as wide as the reduction
 * asks for, so that shrinking averages instead of skipping pixels (as Pillow's BILINEAR does).
 *
 * <p>The weights are computed once and the intermediate buffer is kept: a resampler makes no
 * garbage per image and belongs to one thread.
 */
public final class Resampler {
  private final int height;
  private final int width;
  private final int channels;
  private final Taps rows;
  private final Taps columns;
  private final float[] narrowed;
  private final float[] line;

  private Resampler(int height, int width, int channels, Taps rows, Taps columns) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.rows = rows;
    this.columns = columns;
    this.narrowed = new float[rows.span() * columns.count() * channels];
    this.line = new float[columns.count() * channels];
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

  /** The size of what {@link #resample} writes. */
  public ImageShape target() {
    return new ImageShape(rows.count(), columns.count(), channels);
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
    narrow(source);
    shorten(target);
  }

  /** Horizontal pass, over those rows alone that the vertical pass will read. */
  private void narrow(byte[] source) {
    var to = 0;
    for (var row = rows.lowest(); row < rows.lowest() + rows.span(); row++) {
      var begin = row * width * channels;
      for (var column = 0; column < columns.count(); column++) {
        var from = begin + columns.first(column) * channels;
        for (var channel = 0; channel < channels; channel++) {
          narrowed[to++] = columns.sum(column, source, from + channel, channels);
        }
      }
    }
  }

  /** Vertical pass, a whole line at a time, which the compiler turns into vector instructions. */
  private void shorten(byte[] target) {
    for (var row = 0; row < rows.count(); row++) {
      Arrays.fill(line, 0.5f);
      var from = (rows.first(row) - rows.lowest()) * line.length;
      for (var tap = 0; tap < rows.length(row); tap++, from += line.length) {
        add(rows.weight(row, tap), from);
      }
      var to = row * line.length;
      for (var i = 0; i < line.length; i++) {
        target[to + i] = (byte) Math.max(0, Math.min(255, (int) line[i]));
      }
    }
  }

  private void add(float weight, int from) {
    for (var i = 0; i < line.length; i++) {
      line[i] += weight * narrowed[from + i];
    }
  }
}
