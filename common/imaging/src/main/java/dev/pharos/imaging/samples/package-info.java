/**
 * Data sets that the program draws itself, so that a first training run needs no download.
 *
 * <p>{@link dev.pharos.imaging.samples.SampleData} writes them as ordinary image files in a folder
 * per class: nothing that reads them knows that they were drawn.
 */
package dev.pharos.imaging.samples;
