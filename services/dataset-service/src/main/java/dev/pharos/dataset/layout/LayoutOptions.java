package dev.pharos.dataset.layout;

/**
 * What a layout alone cannot tell.
 *
 * @param coarseLabels of CIFAR-100, the 20 superclasses and not the 100 classes
 * @param padTo height and width that images of IDX files get, by zeros around them; 0 for none
 */
public record LayoutOptions(boolean coarseLabels, int padTo) {
  /** 100 classes, images as they are. */
  public static final LayoutOptions DEFAULT = new LayoutOptions(false, 0);
}
