package dev.pharos.imaging.prepare;

import dev.pharos.imaging.SplitMix;

/**
 * The order in which an epoch visits images: a function of the seed and the epoch alone, so that a
 * run that resumes at (epoch, step) sees what it would have seen.
 */
public final class EpochOrder {
  private EpochOrder() {}

  /** The images in the order of this epoch; a new array (Fisher-Yates). */
  public static int[] shuffled(int[] images, long seed, long epoch) {
    var order = images.clone();
    var random = new SplitMix(seed, epoch);
    for (var i = order.length - 1; i > 0; i--) {
      var j = random.nextInt(i + 1);
      var swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
