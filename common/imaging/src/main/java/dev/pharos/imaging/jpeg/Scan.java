package dev.pharos.imaging.jpeg;

import java.util.Arrays;

/** Reads a scan, unit by unit. */
final class Scan {
  private final Component[] components;
  private final int restartInterval;
  private final ScanBytes bytes;
  private final BlockReader reader;
  private final BlockPlaces places;
  private final int[][] steps;
  private final int[] predictors;
  private int part;
  private int untilRestart;

  /** A scan whose bytes and reader are at its beginning, and where the units go that are read. */
  Scan(JpegHeader header, ScanBytes bytes, BlockReader reader, BlockPlaces places) {
    this.components = header.components().toArray(Component[]::new);
    this.restartInterval = header.restartInterval();
    this.bytes = bytes;
    this.reader = reader;
    this.places = places;
    this.steps =
        header.components().stream()
            .map(each -> BlockReader.steps(each.quantisation(), places.byColumns()))
            .toArray(int[][]::new);
    this.predictors = new int[components.length];
    this.untilRestart = restartInterval;
    reader.begin(bytes.bytes(), 0);
  }

  /**
   * Reads the next unit.
   *
   * @param column which of its row it is
   */
  void unit(int column) throws UnusualJpegException {
    if (restartInterval > 0 && untilRestart-- == 0) {
      restart();
    }
    for (var i = 0; i < components.length; i++) {
      read(i, components[i], column);
    }
    // What is read behind the end is zeros or the next part; it must not go on for long.
    if (reader.left(bytes.endOf(part)) < 0) {
      throw new UnusualJpegException("a part of the scan is too short");
    }
  }

  private void read(int i, Component component, int column) throws UnusualJpegException {
    var arrays = places.arrays(i);
    var predictor = predictors[i];
    for (var y = 0; y < component.vertical(); y++) {
      for (var x = 0; x < component.horizontal(); x++) {
        predictor =
            reader.read(
                component.direct(),
                component.alternating(),
                steps[i],
                predictor,
                arrays,
                places.array(i, x, column),
                places.place(i, x, y, column));
      }
    }
    predictors[i] = predictor;
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
