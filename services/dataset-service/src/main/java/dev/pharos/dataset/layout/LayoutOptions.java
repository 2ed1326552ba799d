package dev.pharos.dataset.layout;

/**
 * What a layout alone cannot tell.
 *
 * @param coarseLabels of CIFAR-100, the 20 superclasses and not the 100 classes
 * @param padTo height and width that images of IDX files get, by zeros around them; 0 for none
 * @param leastClasses how many classes there must be
 */
public record LayoutOptions(boolean coarseLabels, int padTo, int leastClasses) {
  /** 100 classes, images as they are. */
  public static final LayoutOptions DEFAULT = new LayoutOptions(false, 0);

  /** For files that have to make a data set by themselves. */
  public LayoutOptions(boolean coarseLabels, int padTo) {
    this(coarseLabels, padTo, 2);
  }

  /** For files that are added to a data set: one class is enough. */
  public LayoutOptions adding() {
    return new LayoutOptions(coarseLabels, padTo, 1);
  }
}
