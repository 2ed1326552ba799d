package dev.pharos.imaging.prepare;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Luma;
import dev.pharos.imaging.prepare.ImagePreparer.Rows;
import java.util.Arrays;

/**
 * Writes a window of an image as values of the network in one pass: each row of bytes is fetched
 * once, and window, mirror, colour and normalisation happen on its way. Belongs to one thread.
 */
final class WindowWriter {
  private final ImageShape input;
  private final int stored;
  private final Normaliser normaliser;
  private final MeanPlanes means;
  private final int meanTop;
  private final int meanLeft;
  private final int[] columns;
  private final byte[] row;
  private final int plane;

  /** The first byte of a row that is needed, and how many are. */
  private int lowest;

  private int length;

  /** A writer for windows that move over images of this height and width. */
  WindowWriter(Preprocessing preprocessing, int height, int width) {
    this.input = preprocessing.input();
    this.stored = preprocessing.stored().channels();
    this.normaliser = new Normaliser(preprocessing);
    this.means =
        preprocessing.meanImage() == null ? null : new MeanPlanes(preprocessing, height, width);
    this.meanTop = Math.floorDiv(height - input.height(), 2);
    this.meanLeft = Math.floorDiv(width - input.width(), 2);
    this.columns = new int[input.width()];
    this.row = new byte[Math.max(width, input.width()) * stored];
    this.plane = input.height() * input.width();
  }

  void write(Rows image, int height, int width, Change change, float[] target, int offset) {
    placeColumns(width, change);
    var tables =
        change.keepsColour()
            ? normaliser.unchanged()
            : normaliser.changed(
                change, change.contrast == 1 ? 0 : meanLuma(image, height, width, change));
    for (var y = 0; y < input.height(); y++) {
      var at = offset + y * input.width();
      var from = change.top + y;
      if (change.emptyBorder && (from < 0 || from >= height)) {
        clear(at, 0, input.width(), target);
        continue;
      }
      fetch(image, from, height, width);
      writeRow(tables, target, at);
      subtractMeans(change, y, target, at);
      if (change.emptyBorder) {
        clearBorder(change, width, target, at);
      }
    }
    for (var y = change.cutTop; y < change.cutBottom; y++) {
      clear(offset + y * input.width(), change.cutLeft, change.cutRight, target);
    }
  }

  /** Where each column of the input lies within the part of a row that is fetched, in bytes. */
  private void placeColumns(int width, Change change) {
    var first = Math.max(0, Math.min(width - 1, change.left));
    var last = Math.max(0, Math.min(width - 1, change.left + columns.length - 1));
    lowest = first * stored;
    length = (last - first + 1) * stored;
    for (var x = 0; x < columns.length; x++) {
      var column = change.left + (change.mirrored ? columns.length - 1 - x : x);
      columns[x] = Math.max(0, Math.min(width - 1, column)) * stored - lowest;
    }
  }

  private void fetch(Rows image, int from, int height, int width) {
    var line = Math.max(0, Math.min(height - 1, from));
    image.copy(line * width * stored + lowest, row, length);
  }

  private double meanLuma(Rows image, int height, int width, Change change) {
    var sum = 0L;
    for (var y = 0; y < input.height(); y++) {
      fetch(image, change.top + y, height, width);
      for (var column : columns) {
        sum +=
            stored == 1
                ? row[column] & 0xff
                : Luma.of(row[column] & 0xff, row[column + 1] & 0xff, row[column + 2] & 0xff);
      }
    }
    return sum / (255.0 * plane);
  }

  private void writeRow(float[][] tables, float[] target, int at) {
    if (stored == 1) {
      for (var channel = 0; channel < tables.length; channel++) {
        writeGray(tables[channel], target, at + channel * plane);
      }
    } else if (tables.length == 1) {
      writeLuma(tables[0], target, at);
    } else {
      writeColour(tables[0], tables[1], tables[2], target, at);
      if (normaliser.mixes()) {
        addLuma(target, at);
      }
    }
  }

  private void writeGray(float[] table, float[] target, int at) {
    for (var x = 0; x < columns.length; x++) {
      target[at + x] = table[row[columns[x]] & 0xff];
    }
  }

  private void writeLuma(float[] table, float[] target, int at) {
    for (var x = 0; x < columns.length; x++) {
      var pixel = columns[x];
      target[at + x] =
          table[Luma.of(row[pixel] & 0xff, row[pixel + 1] & 0xff, row[pixel + 2] & 0xff)];
    }
  }

  private void writeColour(float[] red, float[] green, float[] blue, float[] target, int at) {
    var second = at + plane;
    var third = second + plane;
    for (var x = 0; x < columns.length; x++) {
      var pixel = columns[x];
      target[at + x] = red[row[pixel] & 0xff];
      target[second + x] = green[row[pixel + 1] & 0xff];
      target[third + x] = blue[row[pixel + 2] & 0xff];
    }
  }

  private void addLuma(float[] target, int at) {
    for (var x = 0; x < columns.length; x++) {
      var pixel = columns[x];
      var luma =
          (float)
              Luma.of((double) (row[pixel] & 0xff), row[pixel + 1] & 0xff, row[pixel + 2] & 0xff);
      for (var channel = 0; channel < 3; channel++) {
        target[at + channel * plane + x] += normaliser.share(channel) * luma;
      }
    }
  }

  /** Subtracts the mean image from all rows of a window. */
  void subtractMeans(Change change, float[] target, int offset) {
    for (var y = 0; y < input.height(); y++) {
      subtractMeans(change, y, target, offset + y * input.width());
    }
  }

  /** The mean image lies under the window, or, where a part was scaled, in the middle. */
  private void subtractMeans(Change change, int y, float[] target, int at) {
    if (means == null) {
      return;
    }
    var top = change.scaled ? meanTop : change.top;
    var left = change.scaled ? meanLeft : change.left;
    for (var channel = 0; channel < input.channels(); channel++) {
      means.subtract(
          channel, top + y, left, change.mirrored, target, at + channel * plane, columns.length);
    }
  }

  private void clearBorder(Change change, int width, float[] target, int at) {
    var before = Math.max(0, Math.min(columns.length, -change.left));
    var after = Math.max(0, Math.min(columns.length, change.left + columns.length - width));
    clear(at, 0, change.mirrored ? after : before, target);
    clear(at, columns.length - (change.mirrored ? before : after), columns.length, target);
  }

  /** Makes a run of columns of a row 0 in every channel. */
  private void clear(int at, int from, int to, float[] target) {
    for (var channel = 0; channel < input.channels(); channel++) {
      Arrays.fill(target, at + channel * plane + from, at + channel * plane + to, 0f);
    }
  }
}
