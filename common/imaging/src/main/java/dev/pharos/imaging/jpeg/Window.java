package dev.pharos.imaging.jpeg;

/**
 * A part of an image.
 *
 * @param top its first row
 * @param left its first column
 * @param bottom the row behind its last
 * @param right the column behind its last
 */
public record Window(int top, int left, int bottom, int right) {}
