package dev.pharos.imaging.jpeg;

import java.util.Arrays;
import java.util.List;

/** Reads a scan, unit by unit. */
final class Scan {
  private final List<Component> components;
  private final int restartInterval;
  private final ScanBytes bytes;
  private final BlockReader reader;
  private final int[][] factors;
  private final int[] predictors;
  private int part;
  private int untilRestart;

  Scan(JpegHeader header, ScanBytes bytes, BlockReader reader) {
    this.components = header.components();
    this.restartInterval = header.restartInterval();
    this.bytes = bytes;
    this.reader = reader;
    this.factors =
        components.stream()
            .map(component -> Arrays.copyOf(component.quantisation(), BlockReader.reach()))
            .toArray(int[][]::new);
    this.predictors = new int[components.size()];
    this.untilRestart = restartInterval;
    reader.begin(bytes.bytes(), 0);
  }

  /**
   * Reads the next unit.
   *
   * @param column which of those that are wanted it is; another number if it is none
   */
  void unit(Image image, int[][] lines, int column) throws UnusualJpegException {
    if (restartInterval > 0 && untilRestart-- == 0) {
      restart();
    }
    for (var i = 0; i < factors.length; i++) {
      var component = components.get(i);
      for (var y = 0; y < component.vertical(); y++) {
        for (var x = 0; x < component.horizontal(); x++) {
          predictors[i] =
              reader.read(
                  component.direct(),
                  component.alternating(),
                  factors[i],
                  predictors[i],
                  lines,
                  image.place(i, x, y, column));
        }
      }
    }
    // What is read behind the end is zeros or the next part; it must not go on for long.
    if (reader.left(bytes.endOf(part)) < 0) {
      throw new UnusualJpegException("a part of the scan is too short");
    }
  }

  private void restart() throws UnusualJpegException {
    end(part);
    part++;
    if (part == bytes.parts()) {
      throw new UnusualJpegException("a restart marker is missing");
    }
    untilRestart = restartInterval - 1;
    Arrays.fill(predictors, 0);
    reader.begin(bytes.bytes(), bytes.begin(part));
  }

  private void end(int ended) throws UnusualJpegException {
    if (reader.left(bytes.endOf(ended)) >= 8) {
      throw new UnusualJpegException("a part of the scan is too long");
    }
  }

  /** Checks that nothing is left. */
  void end() throws UnusualJpegException {
    end(part);
    if (part + 1 != bytes.parts()) {
      throw new UnusualJpegException("more restart markers than units");
    }
  }
}
