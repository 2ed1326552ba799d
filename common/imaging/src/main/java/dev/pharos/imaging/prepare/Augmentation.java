package dev.pharos.imaging.prepare;

import dev.pharos.imaging.SplitMix;

/**
 * Small random changes to training images. What happens to an image is a function of the seed, the
 * epoch and the image alone, whatever the batch, the thread or an interruption.
 *
 * @param crop whether the window moves at random within the image instead of staying in its middle
 * @param shift by how many pixels more it may move beyond the border; 0 or more
 * @param mirror whether left and right are exchanged every other time
 * @param seed what the randomness begins with
 */
public record Augmentation(boolean crop, int shift, boolean mirror, long seed) {
  /** No change at all. */
  public static final Augmentation NONE = new Augmentation(false, 0, false, 0);

  public Augmentation {
    if (shift < 0) {
      throw new IllegalArgumentException("shift is %d, must be 0 or more".formatted(shift));
    }
  }

  /** 64 random bits for an image in an epoch. */
  long draw(long epoch, int image) {
    return SplitMix.hash(seed, epoch, image);
  }

  boolean mirrored(long draw) {
    return mirror && (draw & 1) != 0;
  }

  int top(long draw, int slack) {
    return position(draw >>> 8 & 0xfffffff, slack);
  }

  int left(long draw, int slack) {
    return position(draw >>> 36, slack);
  }

  /** Evenly between the ends of where the window may begin; the randomness has 28 bits. */
  private int position(long random, int slack) {
    var least = crop ? Math.min(0, slack) : Math.floorDiv(slack, 2);
    var most = crop ? Math.max(0, slack) : least;
    var places = (long) most - least + 1 + 2L * shift;
    return (int) (least - shift + ((random * places) >>> 28));
  }
}
