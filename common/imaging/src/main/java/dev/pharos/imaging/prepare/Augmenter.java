package dev.pharos.imaging.prepare;

import dev.pharos.contracts.job.Augmentation;
import dev.pharos.contracts.job.Augmentation.RandomResizedCrop;
import dev.pharos.imaging.SplitMix;
import dev.pharos.imaging.packed.DatasetInfo;

/**
 * Chooses what happens to training images: a function of the seed, the epoch and the image alone,
 * whatever the batch, the thread or an interruption. Belongs to one thread.
 */
final class Augmenter {
  /** A border this wide lets a 28x28 digit move; larger images are cropped instead. */
  private static final int SHIFT_DIVISOR = 16;

  private static final int TRIES = 10;

  private final Augmentation augmentation;
  private final ImagePreparer preparer;
  private final double[][] components;
  private final long seed;
  private final SplitMix random = new SplitMix();
  private final Change change = new Change();

  /**
   * @throws IllegalArgumentException if the data set lacks what the augmentation needs
   */
  Augmenter(Augmentation augmentation, ImagePreparer preparer, DatasetInfo dataset, long seed) {
    this.augmentation = augmentation;
    this.preparer = preparer;
    this.seed = seed;
    this.components =
        augmentation.pcaColour() == null
            ? new double[0][]
            : components(dataset, augmentation.pcaColour().sigma());
  }

  /** Each eigenvector times its eigenvalue and the deviation of the random numbers. */
  private static double[][] components(DatasetInfo dataset, double sigma) {
    if (dataset.eigenvalues().isEmpty()) {
      throw new IllegalArgumentException(
          "augmentation.pcaColour needs the principal components of the training images, which this"
              + " packed data set of an older version lacks; import the data set again");
    }
    var scaled = new double[dataset.eigenvalues().size()][];
    for (var i = 0; i < scaled.length; i++) {
      var length = sigma * dataset.eigenvalues().get(i);
      scaled[i] =
          dataset.eigenvectors().get(i).stream().mapToDouble(part -> part * length).toArray();
    }
    return scaled;
  }

  /** What happens to an image in an epoch; good until the next call. */
  Change draw(long epoch, int image) {
    random.restart(seed, epoch, image);
    drawWindow();
    change.mirrored = augmentation.mirror() && random.chance(0.5);
    drawColour();
    drawCut();
    return change;
  }

  private void drawWindow() {
    if (augmentation.randomResizedCrop() != null) {
      change.window(0, 0, false);
      drawPart(augmentation.randomResizedCrop());
      return;
    }
    var vertical = preparer.verticalSlack();
    var horizontal = preparer.horizontalSlack();
    var padding = augmentation.padAndCrop();
    var moves = augmentation.randomCrop() || padding != null;
    var beyond = padding == null ? 0 : padding.pixels();
    if (moves && padding == null && (vertical <= 0 || horizontal <= 0)) {
      var input = preparer.preprocessing().input();
      beyond = Math.max(1, Math.min(input.height(), input.width()) / SHIFT_DIVISOR);
    }
    change.window(position(vertical, moves, beyond), position(horizontal, moves, beyond), false);
    change.emptyBorder = padding != null;
  }

  /** Evenly between the ends of where the window may begin. */
  private int position(int slack, boolean moves, int beyond) {
    if (!moves) {
      return Math.floorDiv(slack, 2);
    }
    return Math.min(0, slack) - beyond + random.nextInt(Math.abs(slack) + 1 + 2 * beyond);
  }

  /** As torchvision's RandomResizedCrop: tries a few shapes, else takes the middle. */
  private void drawPart(RandomResizedCrop crop) {
    var stored = preparer.preprocessing().stored();
    var narrowest = crop.ratio().get(0);
    var widest = crop.ratio().get(1);
    change.scaled = true;
    for (var i = 0; i < TRIES; i++) {
      var area =
          random.between(crop.scale().get(0), crop.scale().get(1))
              * stored.height()
              * stored.width();
      var ratio = StrictMath.exp(random.between(StrictMath.log(narrowest), StrictMath.log(widest)));
      var height = (int) Math.round(Math.sqrt(area / ratio));
      var width = (int) Math.round(Math.sqrt(area * ratio));
      if (height >= 1 && width >= 1 && height <= stored.height() && width <= stored.width()) {
        part(
            random.nextInt(stored.height() - height + 1),
            random.nextInt(stored.width() - width + 1),
            height,
            width);
        return;
      }
    }
    var ratio = Math.max(narrowest, Math.min(widest, (double) stored.width() / stored.height()));
    var height = Math.min(stored.height(), (int) Math.round(stored.width() / ratio));
    var width = Math.min(stored.width(), (int) Math.round(stored.height() * ratio));
    height = Math.max(1, height);
    width = Math.max(1, width);
    part((stored.height() - height) / 2, (stored.width() - width) / 2, height, width);
  }

  private void part(int top, int left, int height, int width) {
    change.partTop = top;
    change.partLeft = left;
    change.partHeight = height;
    change.partWidth = width;
  }

  private void drawColour() {
    var jitter = augmentation.colourJitter();
    if (jitter != null) {
      change.brightness = random.between(1 - jitter.brightness(), 1 + jitter.brightness());
      change.contrast = random.between(1 - jitter.contrast(), 1 + jitter.contrast());
      change.saturation = random.between(1 - jitter.saturation(), 1 + jitter.saturation());
    }
    for (var component : components) {
      var amount = random.nextGaussian();
      for (var channel = 0; channel < component.length; channel++) {
        change.shift[channel] += amount * component[channel];
      }
    }
  }

  private void drawCut() {
    if (augmentation.cutOut() == null) {
      return;
    }
    var input = preparer.preprocessing().input();
    var size = augmentation.cutOut().size();
    var top = random.nextInt(input.height()) - size / 2;
    var left = random.nextInt(input.width()) - size / 2;
    change.cutTop = Math.max(0, top);
    change.cutLeft = Math.max(0, left);
    change.cutBottom = Math.min(input.height(), top + size);
    change.cutRight = Math.min(input.width(), left + size);
  }
}
