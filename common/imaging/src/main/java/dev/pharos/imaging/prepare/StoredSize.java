package dev.pharos.imaging.prepare;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.Resampler;

/**
 * The size in which a data set keeps its images, and how any image gets it: scaled, keeping its
 * aspect ratio, until it just covers the size, then cropped around the centre (Krizhevsky et al.
 * 2012, section 2).
 *
 * @param height rows
 * @param width columns
 */
public record StoredSize(int height, int width) {
  /** The shorter side of images in the AlexNet paper, and the longest that is kept. */
  public static final int LIMIT = 256;

  public StoredSize {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a stored size of %d x %d, must be at least 1 x 1".formatted(height, width));
    }
  }

  /** The image in this size; itself if it has it already. */
  public Pixels fit(Pixels image) {
    return image.height() == height && image.width() == width
        ? image
        : Resampler.cover(image.shape(), height, width).resample(image);
  }
}
