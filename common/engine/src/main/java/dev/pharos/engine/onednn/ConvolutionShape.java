package dev.pharos.engine.onednn;

import dev.pharos.networks.Convolution;

/** The dimensions of a convolution on a batch, as oneDNN wants them. */
record ConvolutionShape(Convolution layer, Layout input) {

  /** Output maps, input maps, rows, columns; before them groups, where there are several. */
  Layout weights() {
    long kernel = layer.window().kernel();
    long groups = layer.groups();
    long inputs = input.size(1) / groups;
    return groups == 1
        ? Layout.plain(layer.filters(), inputs, kernel, kernel)
        : Layout.plain(groups, layer.filters() / groups, inputs, kernel, kernel);
  }

  boolean hasBiases() {
    return layer.biases() != null;
  }

  Layout biases() {
    return Layout.plain(layer.filters());
  }

  Layout output() {
    return Layout.any(input.size(0), layer.filters(), window().positions(2), window().positions(3));
  }

  Slide window() {
    return new Slide(layer.window(), input);
  }

  /** How many squares of 4x4 values the output maps of the whole batch are cut into. */
  long squares() {
    return input.size(0) * squares(2) * squares(3);
  }

  private long squares(int dimension) {
    return (window().positions(dimension) + 3) / 4;
  }

  /** Whether Winograd's algorithm is made for it. */
  boolean suitsWinograd() {
    var window = layer.window();
    return window.kernel() == 3
        && window.stride() == 1
        && window.dilation() == 1
        && layer.groups() == 1;
  }
}
