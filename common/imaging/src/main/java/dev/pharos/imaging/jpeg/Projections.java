package dev.pharos.imaging.jpeg;

import dev.pharos.imaging.Taps;

/**
 * How a target follows from the coefficients of an image's brightness and of its colour.
 *
 * @param rows of brightness
 * @param columns of brightness
 * @param colourRows of colour; those of brightness in an image without
 * @param colourColumns of colour
 * @param top the first row of units that any of them reads
 * @param left the first column of units
 * @param bottom the row of units behind the last
 * @param right the column of units behind the last
 */
record Projections(
    Projection rows,
    Projection columns,
    Projection colourRows,
    Projection colourColumns,
    int top,
    int left,
    int bottom,
    int right) {

  static Projections of(JpegHeader header, Taps rows, Taps columns) {
    var down = header.vertical();
    var across = header.horizontal();
    var luma = Projection.of(rows, 1, header.height());
    var lumaAcross = Projection.of(columns, 1, header.width());
    var colour = down == 1 ? luma : Projection.of(rows, down, header.height());
    var colourAcross = across == 1 ? lumaAcross : Projection.of(columns, across, header.width());
    return new Projections(
        luma,
        lumaAcross,
        colour,
        colourAcross,
        Math.min(luma.lowest() / down, colour.lowest()),
        Math.min(lumaAcross.lowest() / across, colourAcross.lowest()),
        Math.max((luma.end() - 1) / down + 1, colour.end()),
        Math.max((lumaAcross.end() - 1) / across + 1, colourAcross.end()));
  }
}
