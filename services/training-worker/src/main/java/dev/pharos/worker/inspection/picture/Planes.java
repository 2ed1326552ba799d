package dev.pharos.worker.inspection.picture;

import dev.pharos.imaging.Pixels;

/** Values map by map (CHW), of one channel or three, as pictures. */
public final class Planes {
  private static final int GREY = 128;
  private static final int REACH = 127;

  private Planes() {}

  /** Values from 0, black, to 1, white. */
  public static Pixels ofLight(float[] values, int channels, int height, int width) {
    return of(values, 0, channels, height, width, 255, 0);
  }

  /**
   * Values of both signs: 0 is grey.
   *
   * @param offset where in the values the first is
   * @param reach the largest value, which is white; its negative is black
   */
  public static Pixels ofSigned(
      float[] values, int offset, int channels, int height, int width, double reach) {
    return of(values, offset, channels, height, width, reach > 0 ? REACH / reach : 0, GREY);
  }

  private static Pixels of(
      float[] values, int offset, int channels, int height, int width, double factor, int zero) {
    int plane = height * width;
    var data = new byte[channels * plane];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < plane; i++) {
        double value = zero + factor * values[offset + channel * plane + i];
        data[i * channels + channel] = (byte) Math.max(0, Math.min(255, Math.round(value)));
      }
    }
    return new Pixels(height, width, channels, data);
  }

  /** The largest value without its sign. */
  public static double reach(float[] values) {
    double reach = 0;
    for (float value : values) {
      reach = Math.max(reach, Math.abs(value));
    }
    return reach;
  }

  /** A part of a picture; it must lie inside. */
  public static Pixels part(Pixels picture, int top, int left, int bottom, int right) {
    int width = right - left;
    var data = new byte[(bottom - top) * width * picture.channels()];
    for (int row = top; row < bottom; row++) {
      System.arraycopy(
          picture.data(),
          (row * picture.width() + left) * picture.channels(),
          data,
          (row - top) * width * picture.channels(),
          width * picture.channels());
    }
    return new Pixels(bottom - top, width, picture.channels(), data);
  }
}
