package dev.pharos.imaging.jpeg;

import java.util.List;

/**
 * What a JPEG file says before its scan begins, as far as {@link JpegDecoder} can read the file.
 */
public final class JpegHeader {
  private final int height;
  private final int width;
  private final List<Component> components;
  private final int restartInterval;
  private final int scan;

  JpegHeader(int height, int width, List<Component> components, int restartInterval, int scan) {
    this.height = height;
    this.width = width;
    this.components = List.copyOf(components);
    this.restartInterval = restartInterval;
    this.scan = scan;
  }

  /**
   * Reads the header.
   *
   * @param file a whole file
   * @throws UnusualJpegException if it is nothing for {@link JpegDecoder}
   */
  public static JpegHeader read(byte[] file) throws UnusualJpegException {
    return new HeaderReader(file).read();
  }

  /** Rows, as stored. */
  public int height() {
    return height;
  }

  /** Columns, as stored. */
  public int width() {
    return width;
  }

  /** 1 (gray) or 3 (red, green, blue). */
  public int channels() {
    return components.size();
  }

  List<Component> components() {
    return components;
  }

  /** After how many units the scan begins anew; 0 for never. */
  int restartInterval() {
    return restartInterval;
  }

  /** Where the coded data begins. */
  int scan() {
    return scan;
  }

  /** The most blocks across that a unit of the scan has of a component. */
  int horizontal() {
    return components.get(0).horizontal();
  }

  /** The most blocks down. */
  int vertical() {
    return components.get(0).vertical();
  }

  /** How many units there are across. */
  int unitsAcross() {
    return (width + 8 * horizontal() - 1) / (8 * horizontal());
  }

  /** How many units there are down. */
  int unitsDown() {
    return (height + 8 * vertical() - 1) / (8 * vertical());
  }
}
