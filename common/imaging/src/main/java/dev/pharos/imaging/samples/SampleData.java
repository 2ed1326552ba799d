package dev.pharos.imaging.samples;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Draws sample data sets: PNG files in one folder per class.
 *
 * <p>The same count and seed give the same images on every machine, whatever the number of threads.
 */
public final class SampleData {
  private SampleData() {}

  /**
   * Draws handwritten-looking digits, white on black, 28 x 28, gray, in the folders {@code 0} to
   * {@code 9}.
   *
   * @param folder is created; must not exist or be empty
   * @param count how many images, at least 1; the classes get equally many
   * @param seed decides on every stroke
   * @throws IOException if the folder holds something already, or cannot be written
   */
  public static void digits(Path folder, int count, long seed) throws IOException {
    new SampleFolder(new DigitPainter(), folder).write(count, seed);
  }

  /**
   * Draws coloured shapes before coloured backgrounds, 64 x 64, RGB, in ten folders ({@code arrow},
   * {@code circle}, ...).
   *
   * @param folder is created; must not exist or be empty
   * @param count how many images, at least 1; the classes get equally many
   * @param seed decides on every colour and place
   * @throws IOException if the folder holds something already, or cannot be written
   */
  public static void shapes(Path folder, int count, long seed) throws IOException {
    new SampleFolder(new ShapePainter(), folder).write(count, seed);
  }
}
