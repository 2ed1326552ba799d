package dev.pharos.serving.predict;

/**
 * Images as a network takes them.
 *
 * @param pixels one after another, each in the order channel, row, column, normalised as in
 *     training
 * @param count the number of images
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never compared
public record Prepared(float[] pixels, int count) {}
