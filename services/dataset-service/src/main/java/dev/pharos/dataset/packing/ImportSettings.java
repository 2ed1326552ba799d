package dev.pharos.dataset.packing;

import dev.pharos.dataset.layout.LayoutOptions;

/**
 * How a data set is to be made.
 *
 * @param splitSeed decides, with each image's content, what it is for
 * @param maxBadShare share of files that cannot be used above which there is no data set, 0 to 1
 * @param pixelLimit the most pixels of an image
 * @param threads how many images are decoded at once
 * @param layout what the files alone cannot tell
 */
public record ImportSettings(
    long splitSeed, double maxBadShare, long pixelLimit, int threads, LayoutOptions layout) {}
