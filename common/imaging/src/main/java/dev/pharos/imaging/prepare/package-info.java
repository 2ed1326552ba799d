/**
 * The way of an image from any size to a network's input, the same in training and in serving.
 *
 * <p>{@link dev.pharos.imaging.prepare.Preprocessing} says what is done, and travels inside the
 * model file; the other types do it: one image at a time for serving, batches from a packed data
 * set for training. Knows pixels and packed data sets; knows no training framework, tensors are
 * plain {@code float} arrays.
 */
package dev.pharos.imaging.prepare;
